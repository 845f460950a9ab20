package io.flowtrack.cli;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What is done when somebody wants the process to end: SIGINT (Ctrl-C), SIGTERM or SIGHUP. A command that can end in good
 * order says how; for any other the process ends at once.
 */
final class StopRequests {
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Runnable action;
    private volatile int status;

    /** Listens to the process's signals, which Java tells only by its end: whoever holds it up decides when that is. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::holdUp, "stop"));
    }

    private void holdUp() {
        if (request()) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // in place of the signal's own status, 128 and its number
            Runtime.getRuntime().halt(status);
        }
    }

    /** Says what to do at a request, from another thread; what is said replaces what was said before. */
    synchronized void act(Runnable onRequest) {
        action = onRequest;
    }

    /** From now on nothing is to be done. */
    synchronized void ignore() {
        action = null;
    }

    /** Does what was said, if anything was. */
    synchronized boolean request() {
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    /** Ends the process with that status. */
    void exit(int exitStatus) {
        status = exitStatus;
        ended.countDown();
        System.exit(exitStatus);
    }
}
