package io.flowtrack.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish that a command which would go on for ever ends: Ctrl-C or SIGTERM. The process lives on until the command
 * has written what it has and says that it is done, or for {@link #PATIENCE_SECONDS}.
 */
final class StopRequest {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int status;
    private @Nullable Runnable action;

    /** Takes signals for the wish, from now on. */
    void listenToSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "flowtrack-stop"));
    }

    /** Runs while the JVM shuts down: after a signal, or because the command has ended by itself. */
    private void endProcess() {
        if (done.getCount() == 0) {
            return;
        }
        ask();
        try {
            if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(status); // the signal's own status would say that the command was killed
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what else to do when asked, by the thread that asks; at once if that is over. */
    synchronized void onAsked(Runnable newAction) {
        action = newAction;
        if (isAsked()) {
            newAction.run();
        }
    }

    synchronized void ask() {
        asked.countDown();
        if (action != null) {
            action.run();
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits, at most so long, and returns whether to stop. */
    boolean await(long millis) {
        try {
            return asked.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The command has done all that it wants to; its process may end, with that exit status. */
    void done(int exitStatus) {
        status = exitStatus;
        done.countDown();
    }
}
