package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IDs against those that a script of a few lines, and no other part of this project, made of the same tuples. */
class CommunityIdTest {
    private static final SideCounts NOTHING = new SideCounts(0, 0, 0, 0, 0);

    private static FiveTuple tuple(int protocol, String a, int portA, String b, int portB) {
        return FiveTuple.of(protocol, IpAddress.parse(a), portA, IpAddress.parse(b), portB);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 192.0.2.1, 40000, 198.51.100.1, 80, 1:GGycyNhF8VEj+qro9vCcvkUK/x8=",
        "65535, 6, 192.0.2.1, 40000, 198.51.100.1, 80, 1:O57TZW/2+Ln3+SECuuGc61wT2EY=",
        "0, 17, 200.0.0.1, 53, 10.0.0.1, 5353, 1:BsjfExsyHrXUsj0O/A4lZovojzQ=",
        "0, 6, 127.0.0.1, 9000, 127.0.0.1, 80, 1:KqXcJPvAIWM1T/n7WecSyWueuzo=",
        "0, 132, 2001:db8::1, 5000, fe80::2, 36412, 1:0L6yUj2eZOx90bITnqPmrx91eLc=",
        "7, 17, 2001:db8::1, 546, fe80::2, 547, 1:zNkC+GSHH5wiYGy8UEhuZpJ3F0A=",
        "0, 50, 2001:db8::1, 0, fe80::2, 0, 1:Qa96XmtuaYQ5kIJE3Hjl79hTiB0=",
        "0, 1, 192.0.2.1, 8, 198.51.100.1, 0, 1:p7l9RDVl3CqVEn2YLqdKrJILiN0=",
        "0, 1, 198.51.100.1, 8, 192.0.2.1, 0, 1:NGvXBalTIZKYStb6DoSfXxabiHc=",
        "0, 58, fe80::2, 135, 2001:db8::1, 136, 1:D9wIG1eM9SFyirLP1wfNtaHXQ0A=",
        "0, 58, 192.0.2.1, 128, 198.51.100.1, 129, 1:LDygbez4U3CTHyVs8YAsX/ACq/Q="
    })
    void conversationsHaveTheSameIdEitherWay(
            int seed, int protocol, String a, int portA, String b, int portB, String id) {
        CommunityId ids = CommunityId.seeded(seed);
        assertThat(ids.of(tuple(protocol, a, portA, b, portB))).isEqualTo(id);
        assertThat(ids.of(tuple(protocol, b, portB, a, portA))).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 198.51.100.1, 192.0.2.1, 3, 3, 1:BPlwflDQ2h+a8jLVF4xqo9ycdgM=",
        "1, 192.0.2.1, 198.51.100.1, 3, 3, 1:ktk/2MMvFjv5Klo+FEWTGkqc/4U=",
        "58, fe80::2, 2001:db8::1, 2, 0, 1:PHtAyUFhVvb4jrH8O8+DAmaHwlk="
    })
    void messagesWithoutAnAnswerKeepTheirDirection(
            int protocol, String from, String to, int type, int code, String id) {
        assertThat(CommunityId.withDefaultSeed().of(tuple(protocol, from, type, to, code)))
                .isEqualTo(id);
    }

    @Test
    void udpLiteCountsAsAProtocolWithoutPorts() {
        CommunityId ids = CommunityId.withDefaultSeed();
        assertThat(ids.of(tuple(136, "192.0.2.1", 1, "198.51.100.1", 2)))
                .isEqualTo(ids.of(tuple(136, "192.0.2.1", 3, "198.51.100.1", 4)))
                .isEqualTo("1:+Onu8Gmo0BPdguhRZW1VuYqw0cQ=");
    }

    @Test
    void theScopeIsNoPartOfIt() {
        FiveTuple tuple = tuple(6, "192.0.2.1", 40000, "198.51.100.1", 80);
        FlowScope scope = new FlowScope(5, 6, TunnelType.VXLAN, 77);
        assertThat(CommunityId.withDefaultSeed().of(tuple.in(scope))).isEqualTo("1:GGycyNhF8VEj+qro9vCcvkUK/x8=");
    }

    @Test
    void oneIdLeavesNothingBehindForTheNext() {
        CommunityId ids = CommunityId.withDefaultSeed();
        FiveTuple four = tuple(6, "192.0.2.1", 40000, "198.51.100.1", 80);
        String id = ids.of(four);
        ids.of(tuple(132, "2001:db8::1", 5000, "fe80::2", 36412));
        assertThat(ids.of(four)).isEqualTo(id);
    }

    @Test
    void flowsHaveTheIdOfTheirKey() {
        FiveTuple key = tuple(6, "192.0.2.1", 40000, "198.51.100.1", 80);
        assertThat(id(flow(key, Transport.TCP))).isEqualTo("1:GGycyNhF8VEj+qro9vCcvkUK/x8=");
    }

    @Test
    void pairsOfHostsAndMacAddressesAndOtherKeysHaveNone() {
        IpAddress address = IpAddress.parse("192.0.2.1");
        assertThat(id(flow(new HostPair(address, address), Transport.OTHER))).isNull();
        assertThat(id(flow(new MacPair(new MacAddress(1), new MacAddress(2)), Transport.OTHER)))
                .isNull();
        assertThat(id(flow("a key of one's own", Transport.TCP))).isNull();
    }

    @Test
    void sctpWhosePortsWereNotReadHasNone() {
        FiveTuple key = tuple(132, "192.0.2.1", 0, "198.51.100.1", 0);
        assertThat(id(flow(key, Transport.OTHER))).isNull();
        assertThat(id(flow(key, Transport.SCTP))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void seedsHaveSixteenBits(int seed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommunityId.seeded(seed))
                .withMessageContaining(String.valueOf(seed));
    }

    private static @Nullable String id(FlowRecord<?> flow) {
        return CommunityId.withDefaultSeed().of(flow);
    }

    private static <K> FlowRecord<K> flow(K key, Transport transport) {
        return new FlowRecord<>(
                key,
                transport,
                Orientation.FORWARD,
                FlowState.ACTIVE,
                EndReason.FLUSHED,
                ConnState.OTH,
                "",
                0,
                0,
                0,
                NOTHING,
                NOTHING,
                VlanIds.NONE,
                List.of(),
                null,
                1,
                0,
                NOTHING,
                NOTHING,
                null);
    }
}
