package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON objects, one on each line. */
final class JsonLines {
    private final WholeLines out;
    private JsonGenerator json;
    private boolean isOpen;

    JsonLines(WholeLines out) {
        this.out = out;
        this.json = generator(out);
    }

    private static JsonGenerator generator(WholeLines out) {
        try {
            return new JsonFactoryBuilder()
                    .rootValueSeparator("")
                    .build()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // creating writes nothing
        }
    }

    /** Begins a line; fields follow. Of a line that was begun and not ended, because that failed, nothing is left. */
    JsonGenerator begin() throws IOException {
        if (isOpen) {
            out.dropLine();
            json = generator(out);
        }
        isOpen = true;
        json.writeStartObject();
        return json;
    }

    /** Ends the line. */
    void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush(); // out of the generator
        isOpen = false;
        out.endLine();
    }
}
