package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON objects, one on each line. */
final class JsonLines {
    private final WholeLines out;
    private final JsonGenerator json;

    JsonLines(WholeLines out) {
        this.out = out;
        try {
            this.json = new JsonFactoryBuilder()
                    .rootValueSeparator("")
                    .build()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // creating writes nothing
        }
    }

    /** Begins a line; fields follow. */
    JsonGenerator begin() throws IOException {
        json.writeStartObject();
        return json;
    }

    /** Ends the line. */
    void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush(); // out of the generator
        out.endLine();
    }
}
