package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiveTupleRoundTripTest {
    private static final long SEED = 20_260_802;
    private static final int TUPLE_COUNT = 100_000;
    private static final int[] PROTOCOLS = {6, 17, 132, 136, 1, 58, 47, 0, 255};
    private static final int[] EDGES = {0, 1, 2, 0x7FFF, 0x8000, 0xFFFF};

    private final Random random = new Random(SEED);

    /** Few different numbers, so that tuples differ in one place only again and again. */
    private int port() {
        return random.nextInt(4) == 0 ? random.nextInt(0x10000) : EDGES[random.nextInt(EDGES.length)];
    }

    private long half() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MIN_VALUE;
            default -> random.nextInt(3);
        };
    }

    private IpAddress address(boolean isIpv6) {
        return isIpv6 ? IpAddress.ofIpv6(half(), half()) : IpAddress.ofIpv4((int) half());
    }

    private FiveTuple tuple() {
        boolean isIpv6 = random.nextBoolean();
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        return FiveTuple.of(protocol, address(isIpv6), port(), address(isIpv6), port());
    }

    private FlowScope scope() {
        return new FlowScope(random.nextInt(3) * 0x7FF, random.nextInt(3) * 0x7FF);
    }

    private static FiveTuple turned(FiveTuple key) {
        return FiveTuple.of(key.protocol(), key.addressB(), key.portB(), key.addressA(), key.portA())
                .in(key.scope());
    }

    private static FlowIdentity identify(FiveTupleExtractor extractor, FiveTuple key) {
        FlowIdentity identity = new FlowIdentity();
        extractor.identify(key, identity);
        return identity;
    }

    @Test
    void directionalKeysComeBackAsTheyWere() {
        FiveTupleExtractor each = FiveTupleExtractor.directional();
        FiveTupleExtractor scoped = each.withVlanIds();
        for (int i = 0; i < TUPLE_COUNT; i++) {
            FiveTuple key = tuple();
            FiveTuple inScope = key.in(scope());
            assertThat(each.key(identify(each, key))).isEqualTo(key);
            assertThat(each.key(identify(each, inScope))).isEqualTo(key);
            assertThat(scoped.key(identify(scoped, inScope))).isEqualTo(inScope);
        }
    }

    @Test
    void bidirectionalKeysComeBackInOneOfTwoOrders() {
        FiveTupleExtractor scoped = FiveTupleExtractor.bidirectional().withVlanIds();
        for (int i = 0; i < TUPLE_COUNT; i++) {
            FiveTuple key = tuple().in(scope());
            FiveTuple canonical = scoped.key(identify(scoped, key));
            assertThat(canonical).isIn(key, turned(key));
            assertThat(scoped.key(identify(scoped, canonical))).isEqualTo(canonical);
            if (key.transport().hasPorts()) {
                assertThat(scoped.key(identify(scoped, turned(key)))).isEqualTo(canonical);
                assertThat(compare(canonical)).isNotPositive();
            }
        }
    }

    private static int compare(FiveTuple key) {
        int order = key.addressA().compareTo(key.addressB());
        return order == 0 ? Integer.compare(key.portA(), key.portB()) : order;
    }

    @Test
    void differentTuplesNeverShareAnIdentity() {
        for (FiveTupleExtractor extractor : List.of(
                FiveTupleExtractor.directional(),
                FiveTupleExtractor.directional().withVlanIds())) {
            boolean isScoped = extractor
                    .key(identify(extractor, tuple().in(new FlowScope(1, 2))))
                    .scope()
                    .equals(new FlowScope(1, 2));
            Map<List<Long>, FiveTuple> seen = new HashMap<>();
            for (int i = 0; i < TUPLE_COUNT; i++) {
                FiveTuple key = isScoped ? tuple().in(scope()) : tuple();
                FiveTuple before = seen.putIfAbsent(Extracted.words(extractor, key), key);
                assertThat(before).as("seed %d", SEED).isIn(null, key);
            }
            assertThat(seen).hasSizeGreaterThan(TUPLE_COUNT / 2);
        }
    }

    @Test
    void differentConversationsNeverShareAnIdentity() {
        FiveTupleExtractor both = FiveTupleExtractor.bidirectional();
        Map<List<Long>, Set<FiveTuple>> seen = new HashMap<>();
        for (int i = 0; i < TUPLE_COUNT; i++) {
            FiveTuple key = tuple();
            Set<FiveTuple> conversation = key.equals(turned(key)) ? Set.of(key) : Set.of(key, turned(key));
            Set<FiveTuple> before = seen.putIfAbsent(Extracted.words(both, key), conversation);
            assertThat(before).as("seed %d", SEED).isIn(null, conversation);
        }
        assertThat(seen).hasSizeGreaterThan(TUPLE_COUNT / 2);
    }
}
