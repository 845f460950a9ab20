package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the flows of a tracker have from outside: a key, made when it is first asked for, and the user's own state. One for
 * all of them; a flow refers to it, if only by its {@link FlowExtras}.
 */
final class FlowOrigin<K, S extends @Nullable Object> {
    private final FlowExtractor<K> extractor;
    private final @Nullable Function<? super K, ? extends S> initialiser;

    /** Keys are the extractor's; without an initialiser there is no user state, and no key is made for it. */
    FlowOrigin(FlowExtractor<K> extractor, @Nullable Function<? super K, ? extends S> initialiser) {
        this.extractor = extractor;
        this.initialiser = initialiser;
    }

    /** Makes the key of a flow; also by other threads than the tracker's, which may have flows that have ended. */
    K keyOf(TrackedFlow<K, S> flow) {
        FlowIdentity identity = new FlowIdentity();
        flow.copyIdentity(identity);
        return extractor.key(identity);
    }

    /** Begins a flow, whose packet is not counted yet. */
    TrackedFlow<K, S> begin(Extraction first, long firstNanos, FlowRules rules) {
        if (initialiser == null) {
            return new TrackedFlow<>(this, first, firstNanos, rules);
        }
        K key = extractor.key(first.identity());
        S state = initialiser.apply(key);
        if (state == null) { // then the key is not worth keeping either
            return new TrackedFlow<>(this, first, firstNanos, rules);
        }
        FlowExtras extras = new FlowExtras(this);
        extras.key = key;
        extras.userState = state;
        return new TrackedFlow<>(extras, first, firstNanos, rules);
    }
}
