package io.flowtrack.export.ipfix;

import java.time.Clock;

/** Says when templates are to be sent again over UDP, where they may be lost, or a collector may come later. */
final class TemplateRefresh {
    private final Clock clock;
    private final long intervalMillis;
    private final int intervalMessages;
    private long lastMillis;
    private int messageCount;

    TemplateRefresh(Clock clock, IpfixSettings settings) {
        this.clock = clock;
        this.intervalMillis = millis(settings);
        this.intervalMessages = settings.templateRefreshMessages();
        this.lastMillis = clock.millis();
    }

    private static long millis(IpfixSettings settings) {
        try {
            return settings.templateRefresh().toMillis();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // longer than anything runs
        }
    }

    /**
     * Whether they are, now that a message begins; if so, the next time is counted from here. Of a clock that was put back nobody
     * knows how much time has passed.
     */
    boolean isDueWithNextMessage() {
        long nowMillis = clock.millis();
        boolean isDue =
                messageCount == intervalMessages || nowMillis < lastMillis || nowMillis - lastMillis >= intervalMillis;
        if (isDue) {
            lastMillis = nowMillis;
            messageCount = 0;
        }
        messageCount++;
        return isDue;
    }
}
