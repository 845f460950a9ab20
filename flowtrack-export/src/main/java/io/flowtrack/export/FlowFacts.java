package io.flowtrack.export;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the machine-readable formats say of a flow beyond its counters; names are those of the API in lower case. */
final class FlowFacts {
    /** Few words, written again and again. */
    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    private final FlowRecord<?> flow;
    private final Endpoint initiator;
    private final Endpoint responder;
    private final @Nullable FiveTuple tuple;

    FlowFacts(FlowRecord<?> flow) {
        this.flow = flow;
        this.initiator = Endpoint.of(flow, Side.INITIATOR);
        this.responder = Endpoint.of(flow, Side.RESPONDER);
        this.tuple = flow.key() instanceof FiveTuple fiveTuple ? fiveTuple : null;
    }

    FlowRecord<?> flow() {
        return flow;
    }

    Endpoint endpoint(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    /** The flow's number in order of beginning, if its user numbers flows. */
    OptionalLong flowNumber() {
        return flow.userState() instanceof FlowNumbered numbered
                ? OptionalLong.of(numbered.flowNumber())
                : OptionalLong.empty();
    }

    String proto() {
        return name(flow.transport());
    }

    /** IP protocol number, where the key has one. */
    OptionalInt ipProtocol() {
        return tuple == null ? OptionalInt.empty() : OptionalInt.of(tuple.protocol());
    }

    /** Type of the ICMP messages that the initiator sent. */
    OptionalInt icmpType() {
        return number(initiator, Endpoint.Meaning.ICMP_TYPE);
    }

    /** Code of ICMP messages that have no answer. */
    OptionalInt icmpCode() {
        return number(responder, Endpoint.Meaning.ICMP_CODE);
    }

    /** Port of that side, where there are ports. */
    OptionalInt port(Side side) {
        return number(endpoint(side), Endpoint.Meaning.PORT);
    }

    /** Id of the first VLAN tag of the first packet. */
    OptionalInt outerVlanId() {
        return vlanId(flow.vlanIds().outer());
    }

    /** Id of the last of several VLAN tags of the first packet. */
    OptionalInt innerVlanId() {
        return vlanId(flow.vlanIds().inner());
    }

    String initiatorOrientation() {
        return name(flow.initiatorOrientation());
    }

    String state() {
        return name(flow.state());
    }

    /** Why the flow ended or is reported; empty for a look at a flow that goes on. */
    String endReason() {
        return flow.endReason() == null ? "" : name(flow.endReason());
    }

    static String name(Enum<?> constant) {
        return NAMES.computeIfAbsent(constant, key -> key.name().toLowerCase(Locale.ROOT));
    }

    private static OptionalInt vlanId(int id) {
        return id == 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private static OptionalInt number(Endpoint end, Endpoint.Meaning meaning) {
        return end.meaning() == meaning ? OptionalInt.of(end.number()) : OptionalInt.empty();
    }
}
