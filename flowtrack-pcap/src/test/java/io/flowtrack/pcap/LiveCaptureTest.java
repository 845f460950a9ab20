package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs no traffic; the command's tests have some. */
@Timeout(60)
class LiveCaptureTest {
    private static final LiveOptions NOTHING = LiveOptions.defaults()
            .filter("ether src 02:00:00:00:00:99 and less 1")
            .promiscuous(false);

    private static LiveCapture open(LiveOptions options) {
        try {
            return LiveCapture.open("lo", options);
        } catch (IOException e) {
            assumeTrue(false, e.getMessage());
            throw new AssertionError(e);
        }
    }

    @Test
    void inAQuietNetworkTimePassesAndOneMayStop() throws Exception {
        try (LiveCapture capture = open(NOTHING)) {
            PacketView view = new PacketView();
            assertThat(capture.next(view)).isFalse();
            long reached = capture.reachedNanos();
            assertThat(System.currentTimeMillis() * 1_000_000 - reached).isBetween(200_000_000L, 10_000_000_000L);
            new Thread(capture::stop).start();
            while (!capture.isStopped()) {
                assertThat(capture.next(view)).isFalse();
            }
            assertThat(capture.reachedNanos()).isGreaterThanOrEqualTo(reached);
            assertThat(capture.stats()).isEqualTo(LiveStats.NONE);
        }
    }

    @Test
    void stoppingEndsALongWait() throws Exception {
        try (LiveCapture capture = open(NOTHING.readTimeout(Duration.ofSeconds(1)))) {
            Thread other = new Thread(capture::stop);
            other.start();
            assertThat(capture.next(new PacketView())).isFalse();
            other.join();
            assertThat(capture.isStopped()).isTrue();
        }
    }

    @Test
    void aClosedCaptureSaysSoAndKeepsItsCounts() throws IOException {
        LiveCapture capture = open(NOTHING);
        capture.close();
        capture.close();
        assertThat(capture.isStopped()).isTrue();
        assertThat(capture.stats()).isEqualTo(LiveStats.NONE);
        assertThatThrownBy(() -> capture.next(new PacketView())).isInstanceOf(IOException.class);
    }

    @Test
    void countersOf32BitsGoOnWhereTheyBeginAgain() {
        LiveStats stats = LiveStats.NONE.movedOn(-2, 7, 0).movedOn(3, 7, 1);
        assertThat(stats).isEqualTo(new LiveStats((1L << 32) + 3, 7, 1));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        LiveOptions defaults = LiveOptions.defaults();
        assertThatThrownBy(() -> defaults.snapLength(0)).hasMessageContaining("snap length 0");
        assertThatThrownBy(() -> defaults.snapLength(262_145)).hasMessageContaining("snap length");
        assertThatThrownBy(() -> defaults.bufferLength(-1)).hasMessageContaining("buffer length");
        assertThatThrownBy(() -> defaults.readTimeout(Duration.ZERO)).hasMessageContaining("read timeout");
    }
}
