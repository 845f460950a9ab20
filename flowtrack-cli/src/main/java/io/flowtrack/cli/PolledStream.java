package io.flowtrack.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream that may have nothing for a long time, read by a thread of its own, so that whoever waits for it can do something
 * else now and then, and give up. A read of a pipe cannot be ended in any other way.
 */
final class PolledStream extends InputStream {
    /** How long to wait before doing something else. */
    static final long PERIOD_MILLIS = 100;

    private static final int PIECE_LENGTH = 1 << 16;
    private static final int PIECES = 4;

    private final Opening opening;
    private final BooleanSupplier whileWaiting;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
    private final Thread thread = new Thread(this::pump, "flowtrack-input");
    private byte[] bytes = new byte[0];
    private int position;
    private boolean isAtEnd;

    /**
     * A stream that is opened at the first read.
     *
     * @param whileWaiting called while there is nothing; false if the stream is to end
     */
    PolledStream(Opening opening, BooleanSupplier whileWaiting) {
        this.opening = opening;
        this.whileWaiting = whileWaiting;
        thread.setDaemon(true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        if (position == bytes.length && !(isAtEnd || takePiece())) {
            isAtEnd = true;
        }
        if (isAtEnd) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** Waits for a piece; false at the end of the stream, or when it is to end. */
    private boolean takePiece() throws IOException {
        Piece next = null;
        while (next == null) {
            try {
                next = pieces.poll(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (next == null && !whileWaiting.getAsBoolean()) {
                return false;
            }
        }
        IOException failure = next.failure;
        if (failure != null) {
            isAtEnd = true;
            throw failure;
        }
        bytes = next.bytes;
        position = 0;
        return bytes.length > 0;
    }

    /** Runs in the thread of its own until the stream ends. */
    private void pump() {
        try (InputStream stream = opening.open()) {
            byte[] buffer = new byte[PIECE_LENGTH];
            int count = stream.read(buffer);
            while (count >= 0) {
                if (count > 0) {
                    pieces.put(new Piece(Arrays.copyOf(buffer, count), null));
                }
                count = stream.read(buffer);
            }
            pieces.put(new Piece(new byte[0], null));
        } catch (IOException e) {
            offer(e);
        } catch (RuntimeException e) {
            offer(new IOException("unexpected error: " + e, e)); // nobody hears of it in this thread
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void offer(IOException failure) {
        try {
            pieces.put(new Piece(new byte[0], failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How to get at the stream; may take as long as it likes. */
    interface Opening {
        InputStream open() throws IOException;
    }

    /** Some bytes of the stream, or what went wrong; no bytes are its end. */
    private static final class Piece {
        final byte[] bytes;
        final @Nullable IOException failure;

        Piece(byte[] bytes, @Nullable IOException failure) {
            this.bytes = bytes;
            this.failure = failure;
        }
    }
}
