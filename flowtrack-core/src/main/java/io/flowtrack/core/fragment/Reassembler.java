package io.flowtrack.core.fragment;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds fragments until their datagram is whole (RFC 791, section 3.2; RFC 8200, section 4.5; RFC 5722).
 *
 * <p>Datagrams lie in the order in which their first fragments came, and all may take equally long. So the oldest is always
 * the first to be out of time, and the one to go where there is no room; nothing has to be sorted or moved. Its clock
 * never runs backwards.
 */
public final class Reassembler {
    private final LinkedHashMap<DatagramKey, Datagram> datagrams = new LinkedHashMap<>();
    private final FragmentCounters counters = new FragmentCounters();
    private final Fragment fragment = new Fragment();
    private Reassembly settings = Reassembly.NONE;
    private DatagramRules ipv4 = DatagramRules.ZEEK;
    private DatagramRules ipv6 = DatagramRules.ZEEK;
    private long timeoutNanos;
    private boolean isZeek;
    private long nowNanos = Long.MIN_VALUE;
    private long heldBytes;

    /** A reassembler of those settings; see {@link #reconfigure}. */
    public Reassembler(Reassembly settings, boolean isZeek) {
        reconfigure(settings, isZeek);
    }

    /**
     * Changes the settings for fragments that come from now on. What is beyond new limits is given up at once.
     *
     * @param asZeek whether datagrams are told apart without their protocol, the first bytes stay, and fragments that reach
     *     beyond the end extend it
     */
    public void reconfigure(Reassembly newSettings, boolean asZeek) {
        settings = newSettings;
        isZeek = asZeek;
        ipv4 = asZeek ? DatagramRules.ZEEK : new DatagramRules(newSettings.ipv4Overlaps(), false);
        ipv6 = asZeek ? DatagramRules.ZEEK : DatagramRules.IPV6;
        timeoutNanos = newSettings.timeout().toNanos();
        makeRoom();
    }

    /** What was counted so far. */
    public FragmentCounters counters() {
        return counters;
    }

    /** Memory in use in bytes, roughly. */
    public long heldBytes() {
        return heldBytes;
    }

    /**
     * Takes a fragment.
     *
     * @param packet where it lies
     * @param found says where in the packet; its {@link Extraction#isFragment} holds
     * @param rebuilt the packet itself, if it was put together from fragments, too; otherwise null
     * @param now the present time in packet time, nanoseconds
     * @return its datagram, if it is whole now; otherwise the fragment is held, or counted as passed over
     */
    public @Nullable Rebuilt take(PacketView packet, Extraction found, @Nullable Rebuilt rebuilt, long now) {
        int frames = rebuilt == null ? 1 : rebuilt.frameCount();
        expire(now);
        if (!fragment.read(packet, found)) {
            counters.passOver(PassReason.MALFORMED_FRAGMENT, frames);
            return null;
        }
        DatagramKey key = fragment.key(found.fragments().scope(), !isZeek);
        Datagram datagram = datagrams.get(key);
        if (datagram == null) {
            datagram = new Datagram(nowNanos, fragment.isIpv4() ? ipv4 : ipv6);
            datagrams.put(key, datagram);
            heldBytes += datagram.heldBytes();
        }
        PassReason refused = refuse(datagram);
        if (refused != null) {
            counters.passOver(refused, frames);
            return null;
        }
        heldBytes -= datagram.heldBytes();
        datagram.add(fragment);
        heldBytes += datagram.heldBytes();
        datagram.count(
                frames,
                packet.wireLength(),
                rebuilt == null || found.networkOffset() != 0 ? fragment.ipLength() : rebuilt.ipBytes());
        counters.hold(frames);
        if (datagram.isWhole()) {
            return finish(key, datagram, packet.timestampNanos());
        }
        makeRoom();
        return null;
    }

    /** Why the fragment is not taken; the datagram may be given up for it. */
    private @Nullable PassReason refuse(Datagram datagram) {
        if (datagram.givenUp() != null) {
            return datagram.givenUp();
        }
        if (datagram.fragmentCount() >= settings.maxFragments()) {
            giveUp(datagram, PassReason.TOO_MANY_FRAGMENTS);
            return PassReason.TOO_MANY_FRAGMENTS;
        }
        PassReason objection = datagram.objection(fragment);
        if (objection != null && datagram.isStrict()) {
            giveUp(datagram, objection);
        }
        return objection;
    }

    /** Gives a datagram up that remains known. */
    private void giveUp(Datagram datagram, PassReason reason) {
        counters.unfinished(datagram, reason);
        heldBytes -= datagram.heldBytes();
        datagram.giveUp(reason);
        heldBytes += datagram.heldBytes();
    }

    private @Nullable Rebuilt finish(DatagramKey key, Datagram datagram, long timestampNanos) {
        datagrams.remove(key);
        heldBytes -= datagram.heldBytes();
        Rebuilt whole = datagram.rebuild(timestampNanos);
        if (whole == null) {
            counters.unfinished(datagram, PassReason.MALFORMED_FRAGMENT);
        } else {
            counters.rebuilt(datagram);
        }
        return whole;
    }

    /** Lets time pass: datagrams that are out of time by then are given up. An earlier time counts as the present one. */
    public void expire(long now) {
        nowNanos = Math.max(nowNanos, now);
        if (datagrams.isEmpty()) { // as most of the time: sweeps allocate nothing then
            return;
        }
        Iterator<Datagram> oldest = datagrams.values().iterator();
        while (oldest.hasNext()) {
            Datagram datagram = oldest.next();
            if (nowNanos - datagram.firstNanos() < timeoutNanos) {
                return;
            }
            oldest.remove();
            forget(datagram, PassReason.DATAGRAM_TIMED_OUT);
        }
    }

    private void makeRoom() {
        Iterator<Datagram> oldest = datagrams.values().iterator();
        while (oldest.hasNext() && (datagrams.size() > settings.maxDatagrams() || heldBytes > settings.maxBytes())) {
            Datagram datagram = oldest.next();
            oldest.remove();
            forget(datagram, PassReason.DATAGRAM_EVICTED);
        }
    }

    /** Gives all datagrams up: the input is over. */
    public void flush() {
        for (Map.Entry<DatagramKey, Datagram> entry : datagrams.entrySet()) {
            forget(entry.getValue(), PassReason.DATAGRAM_UNFINISHED);
        }
        datagrams.clear();
    }

    private void forget(Datagram datagram, PassReason reason) {
        heldBytes -= datagram.heldBytes();
        if (datagram.givenUp() == null) {
            counters.unfinished(datagram, reason);
        }
    }
}
