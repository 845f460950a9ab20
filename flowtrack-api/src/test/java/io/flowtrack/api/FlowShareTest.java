package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowShareTest {
    private static FlowIdentity identity(Random random) {
        FlowIdentity identity = new FlowIdentity().set(random.nextLong(), random.nextLong());
        for (int i = random.nextInt(FlowIdentity.MAX_WORDS - 1); i > 0; i--) {
            identity.append(random.nextLong());
        }
        return identity;
    }

    @Test
    void everyFlowIsInExactlyOneShareAndAllSharesAreOfASize() {
        Random random = new Random(1);
        for (int count : new int[] {1, 2, 3, 7}) {
            List<FlowShare> shares = FlowShare.split(count, OptionalLong.empty());
            int[] flows = new int[count];
            for (int i = 0; i < 70_000; i++) {
                FlowIdentity flow = identity(random);
                List<FlowShare> holders =
                        shares.stream().filter(share -> share.holds(flow)).toList();
                assertThat(holders).hasSize(1);
                assertThat(holders.get(0).index()).isEqualTo(shares.get(0).indexOf(flow));
                flows[holders.get(0).index()]++;
            }
            for (int number : flows) {
                assertThat(number).isBetween(70_000 / count * 9 / 10, 70_000 / count * 11 / 10);
            }
        }
    }

    @Test
    void consecutiveAddressesAndPortsAreSpreadToo() {
        List<FlowShare> shares = FlowShare.split(2, OptionalLong.of(3));
        int inFirst = 0;
        for (long port = 0; port < 10_000; port++) {
            inFirst += shares.get(0).holds(new FlowIdentity().set(6L << 48 | port, 6L << 48 | 80)) ? 1 : 0;
        }
        assertThat(inFirst).isBetween(4_000, 6_000);
    }

    @Test
    void theSameSeedSplitsTheSameWayAndAnotherDoesNot() {
        FlowShare one = FlowShare.split(16, OptionalLong.of(5)).get(0);
        FlowShare same = FlowShare.split(16, OptionalLong.of(5)).get(3);
        FlowShare other = FlowShare.split(16, OptionalLong.of(6)).get(0);
        FlowShare secret = FlowShare.split(16, OptionalLong.empty()).get(0);
        Random random = new Random(2);
        int likeOther = 0;
        int likeSecret = 0;
        for (int i = 0; i < 1_000; i++) {
            FlowIdentity flow = identity(random);
            assertThat(same.indexOf(flow)).isEqualTo(one.indexOf(flow));
            likeOther += other.indexOf(flow) == one.indexOf(flow) ? 1 : 0;
            likeSecret += secret.indexOf(flow) == one.indexOf(flow) ? 1 : 0;
        }
        assertThat(likeOther).isLessThan(200);
        assertThat(likeSecret).isLessThan(200);
    }

    @Test
    void theOneShareHoldsAll() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            assertThat(FlowShare.ALL.holds(identity(random))).isTrue();
        }
        assertThat(FlowShare.ALL.count()).isEqualTo(1);
        assertThat(FlowShare.ALL.index()).isZero();
    }

    @Test
    void aNumberOfSharesThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> FlowShare.split(0, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0, not within 1 to 65536");
        assertThatThrownBy(() -> FlowShare.split(FlowShare.MAX_COUNT + 1, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
