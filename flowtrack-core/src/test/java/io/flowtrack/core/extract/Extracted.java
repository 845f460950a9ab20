package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Frame;
import java.util.ArrayList;
import java.util.List;

/** Runs extractors as a tracker does. */
final class Extracted {
    private Extracted() {}

    /** What the extractor finds in a frame that is of a flow. */
    static Extraction of(FlowExtractor<?> extractor, Frame frame) {
        Extraction into = new Extraction();
        assertThat(extractor.extract(frame.view(), into))
                .as(() -> frame + ": " + into.passReason())
                .isTrue();
        return into;
    }

    /** Why the extractor passes over a frame that is of no flow. */
    static PassReason reasonOf(FlowExtractor<?> extractor, Frame frame) {
        Extraction into = new Extraction();
        assertThat(extractor.extract(frame.view(), into)).as(frame.toString()).isFalse();
        return into.passReason();
    }

    /** The key of a frame's flow. */
    static <K> K key(FlowExtractor<K> extractor, Frame frame) {
        return extractor.key(of(extractor, frame).identity());
    }

    /** The words of a frame's flow. */
    static List<Long> words(FlowExtractor<?> extractor, Frame frame) {
        return words(of(extractor, frame).identity());
    }

    /** The words of a key. */
    static <K> List<Long> words(FlowExtractor<K> extractor, K key) {
        FlowIdentity into = new FlowIdentity().set(-1, -1).append(-1);
        extractor.identify(key, into);
        return words(into);
    }

    static List<Long> words(FlowIdentity identity) {
        List<Long> words = new ArrayList<>();
        for (int i = 0; i < identity.wordCount(); i++) {
            words.add(identity.word(i));
        }
        return words;
    }
}
