package io.flowtrack.core.fragment;

/**
 * What all fragments of a datagram have in common: source, destination and identification; in IPv4 the protocol too (RFC
 * 791, section 3.2), in IPv6 not (RFC 8200, section 4.5). Keys have an order, so that a hash map stays quick even if
 * somebody chooses keys whose hashes collide.
 *
 * @param kind IP version, and protocol if that belongs to the key
 * @param scope fragments of different scopes never belong together
 */
record DatagramKey(
        int kind, int identification, long scope, long sourceHigh, long sourceLow, long targetHigh, long targetLow)
        implements Comparable<DatagramKey> {
    @Override
    public int compareTo(DatagramKey that) {
        int order = Integer.compare(identification, that.identification);
        order = order == 0 ? Long.compare(sourceLow, that.sourceLow) : order;
        order = order == 0 ? Long.compare(sourceHigh, that.sourceHigh) : order;
        order = order == 0 ? Long.compare(targetLow, that.targetLow) : order;
        order = order == 0 ? Long.compare(targetHigh, that.targetHigh) : order;
        order = order == 0 ? Long.compare(scope, that.scope) : order;
        return order == 0 ? Integer.compare(kind, that.kind) : order;
    }
}
