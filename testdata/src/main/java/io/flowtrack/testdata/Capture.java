package io.flowtrack.testdata;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Frames in the order they were captured. A capture never changes: each method that does something to it returns a new
 * one. What is lost, late or doubled on its way leaves no trace in the timestamps, which stay in order.
 */
public final class Capture extends AbstractList<Frame> {
    /** How long after a frame its copy is captured. */
    private static final long COPY_DELAY_NANOS = 1_000;

    private static final int REORDERING_PERCENT = 20;
    private static final int FARTHEST_SWAP = 3;

    private final List<Frame> frames;

    private Capture(List<Frame> frames) {
        this.frames = frames;
    }

    /** These frames, in this order. */
    public static Capture of(List<Frame> frames) {
        return new Capture(List.copyOf(frames));
    }

    /** These frames, in this order. */
    public static Capture of(Frame... frames) {
        return new Capture(List.of(frames));
    }

    /** All of them in the order of their timestamps; frames of one time keep the order of the arguments. */
    public static Capture merged(List<Capture> captures) {
        List<Frame> all = new ArrayList<>();
        captures.forEach(all::addAll);
        all.sort(Comparator.comparingLong(Frame::timestampNanos));
        return of(all);
    }

    @Override
    public Frame get(int index) {
        return frames.get(index);
    }

    @Override
    public int size() {
        return frames.size();
    }

    /** Without the frames at these places, from 0. */
    public Capture dropping(int... indices) {
        int[] sorted = indices.clone();
        Arrays.sort(sorted);
        List<Frame> kept = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.binarySearch(sorted, i) < 0) {
                kept.add(frames.get(i));
            }
        }
        return of(kept);
    }

    /** Without the frames of which this is true. */
    public Capture dropping(Predicate<Frame> lost) {
        return of(frames.stream().filter(lost.negate()).toList());
    }

    /** About one frame in five changes places with one of the next three; the same ones for the same seed. */
    public Capture reordering(long seed) {
        Random random = new Random(seed);
        List<Frame> order = new ArrayList<>(frames);
        for (int i = 0; i + 1 < order.size(); i++) {
            if (random.nextInt(100) < REORDERING_PERCENT) {
                int distance = 1 + random.nextInt(FARTHEST_SWAP);
                Collections.swap(order, i, Math.min(i + distance, order.size() - 1));
            }
        }
        return atTheseTimes(order);
    }

    /** The frames at two places change places; each place keeps its timestamp. */
    public Capture swapping(int first, int second) {
        List<Frame> order = new ArrayList<>(frames);
        Collections.swap(order, first, second);
        return atTheseTimes(order);
    }

    /** As many other frames, each with the timestamp of the place it takes. */
    private Capture atTheseTimes(List<Frame> others) {
        List<Frame> timed = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            timed.add(others.get(i).at(frames.get(i).timestampNanos()));
        }
        return of(timed);
    }

    /** The frame at this place is captured twice in a row. */
    public Capture duplicating(int index) {
        return retransmitting(index, index);
    }

    /**
     * A copy of one frame is captured behind another.
     *
     * @param index the frame that is sent again, from 0
     * @param after the frame that it follows, from {@code index}
     */
    public Capture retransmitting(int index, int after) {
        long nanos = frames.get(after).timestampNanos() + COPY_DELAY_NANOS;
        if (after + 1 < frames.size()) {
            nanos = Math.min(nanos, frames.get(after + 1).timestampNanos());
        }
        List<Frame> longer = new ArrayList<>(frames);
        longer.add(after + 1, frames.get(index).at(nanos));
        return of(longer);
    }

    /** All frames cut to a snap length. */
    public Capture snapped(int snapLength) {
        return of(frames.stream().map(frame -> frame.snapped(snapLength)).toList());
    }

    /** The frames from one place up to another, that one not included. */
    public Capture between(int from, int to) {
        return of(frames.subList(from, to));
    }

    /** These frames, then those; timestamps stay. */
    public Capture then(List<Frame> more) {
        List<Frame> all = new ArrayList<>(frames);
        all.addAll(more);
        return of(all);
    }
}
