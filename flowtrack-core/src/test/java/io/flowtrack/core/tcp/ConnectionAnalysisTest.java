package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.CWR;
import static io.flowtrack.api.TcpFlags.ECE;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.junit.jupiter.api.Test;

class ConnectionAnalysisTest {
    private static final long MILLI = 1_000_000;
    private static final int WINDOW = 500;

    private final TcpConnection analysis = new TcpConnection(ConnectionRules.STANDARD);
    private final TcpSideAnalysis client = analysis.side(Side.INITIATOR);
    private final TcpSideAnalysis server = analysis.side(Side.RESPONDER);
    private long nanos = 1_000_000_000 * MILLI;

    private ConnectionAnalysisTest after(long millis) {
        nanos += millis * MILLI;
        return this;
    }

    private ConnectionAnalysisTest client(int flags, int sequence, int acknowledgement, int length) {
        return follow(Side.INITIATOR, plain(flags, sequence, acknowledgement, length));
    }

    private ConnectionAnalysisTest server(int flags, int sequence, int acknowledgement, int length) {
        return follow(Side.RESPONDER, plain(flags, sequence, acknowledgement, length));
    }

    private ConnectionAnalysisTest follow(Side side, Extraction facts) {
        analysis.follow(side, new TcpSegment(facts).at(nanos));
        return this;
    }

    private static Extraction plain(int flags, int sequence, int acknowledgement, int length) {
        return new Extraction().tcp(flags, sequence, acknowledgement, WINDOW).payload(0, length, length);
    }

    private static Extraction closedWindow(int flags, int sequence, int acknowledgement) {
        return new Extraction().tcp(flags, sequence, acknowledgement, 0);
    }

    /** Legs of 30 ms and 10 ms; the next bytes are 101 and 501. */
    private ConnectionAnalysisTest handshake() {
        client(SYN, 100, 0, 0).after(30).server(SYN | ACK, 500, 101, 0);
        return after(10).client(ACK, 101, 501, 0);
    }

    @Test
    void bothLegsOfTheHandshakeAreTimed() {
        handshake();
        assertThat(analysis.serverLegNanos()).isEqualTo(30 * MILLI);
        assertThat(analysis.clientLegNanos()).isEqualTo(10 * MILLI);
        assertThat(analysis.handshakeNanos()).isEqualTo(40 * MILLI);
        assertThat(client.smoothedRttNanos()).isEqualTo(30 * MILLI);
        assertThat(client.rttVariationNanos()).isEqualTo(15 * MILLI);
        assertThat(server.smoothedRttNanos()).isEqualTo(10 * MILLI);
    }

    @Test
    void aLegBeginsWithTheLastOfRepeatedSynsAndTheHandshakeWithTheFirst() {
        client(SYN, 100, 0, 0).after(1_000).client(SYN, 100, 0, 0);
        after(30).server(SYN | ACK, 500, 101, 0).after(200).server(SYN | ACK, 500, 101, 0);
        after(10).client(ACK, 101, 501, 0);
        assertThat(analysis.serverLegNanos()).isEqualTo(30 * MILLI);
        assertThat(analysis.clientLegNanos()).isEqualTo(10 * MILLI);
        assertThat(analysis.handshakeNanos()).isEqualTo(1_240 * MILLI);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
        assertThat(server.retransmittedPackets()).isEqualTo(1);
        assertThat(client.rttSamples()).as("Karn's rule").isZero();
        assertThat(server.rttSamples()).as("Karn's rule").isZero();
    }

    @Test
    void anAcknowledgementOfSomethingElseEndsNoHandshake() {
        client(SYN, 100, 0, 0).server(SYN | ACK, 500, 90, 0).client(ACK, 101, 500, 0);
        assertThat(analysis.serverLegNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(analysis.clientLegNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(analysis.handshakeNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
    }

    @Test
    void withoutAHandshakeThereAreNoLegs() {
        client(ACK, 101, 501, 10).after(5).server(ACK, 501, 111, 0);
        assertThat(analysis.serverLegNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(client.initialWindow()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(client.windowScaleShift()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(client.smoothedRttNanos()).isEqualTo(5 * MILLI);
    }

    @Test
    void theFirstSynOfASideSaysWhatItTakes() {
        follow(Side.INITIATOR, plain(SYN, 100, 0, 0).synOptions(1460, 7, true));
        follow(Side.RESPONDER, plain(SYN | ACK, 500, 101, 0).synOptions(TcpAnalysis.NOT_SEEN, 0, false));
        assertThat(client.maxSegmentLength()).isEqualTo(1460);
        assertThat(client.windowScaleShift()).isEqualTo(7);
        assertThat(client.isSackPermitted()).isTrue();
        assertThat(client.initialWindow()).isEqualTo(WINDOW);
        assertThat(server.maxSegmentLength()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(server.windowScaleShift()).isZero();
        assertThat(server.isSackPermitted()).isFalse();
    }

    @Test
    void dataSentAgainLaterThanARoundTripIsARetransmission() {
        handshake()
                .client(ACK, 101, 501, 100)
                .client(ACK, 201, 501, 100)
                .after(200)
                .client(ACK, 101, 501, 100);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
        assertThat(client.retransmittedBytes()).isEqualTo(100);
        assertThat(client.outOfOrderPackets()).isZero();
    }

    @Test
    void ofAPacketThatReachesFartherOnlyTheOldBytesWereSentAgain() {
        handshake().client(ACK, 101, 501, 100).after(200).client(ACK, 101, 501, 150);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
        assertThat(client.retransmittedBytes()).isEqualTo(100);
    }

    @Test
    void anOvertakenPacketIsAGapAndThenOutOfOrder() {
        handshake().client(ACK, 201, 501, 100).after(1).client(ACK, 101, 501, 100);
        assertThat(client.sequenceGaps()).isEqualTo(1);
        assertThat(client.outOfOrderPackets()).isEqualTo(1);
        assertThat(client.retransmittedPackets()).isZero();
    }

    @Test
    void withoutAHandshakeThreeMillisecondsTellReorderingFromLoss() {
        client(ACK, 101, 501, 10).client(ACK, 121, 501, 10).after(2).client(ACK, 111, 501, 10);
        assertThat(client.outOfOrderPackets()).isEqualTo(1);
        client(ACK, 141, 501, 10).after(3).client(ACK, 131, 501, 10);
        assertThat(client.outOfOrderPackets()).isEqualTo(1);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
    }

    @Test
    void twoDuplicateAcknowledgementsAskForAFastRetransmission() {
        handshake().client(ACK, 101, 501, 100).server(ACK, 501, 101, 0);
        client(ACK, 201, 501, 100).server(ACK, 501, 101, 0);
        client(ACK, 301, 501, 100).server(ACK, 501, 101, 0);
        after(19).client(ACK, 101, 501, 100);
        assertThat(server.duplicateAcknowledgements()).isEqualTo(3);
        assertThat(client.fastRetransmissions()).isEqualTo(1);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
    }

    @Test
    void whoAsksMayHaveBytesOfItsOwnUnderway() {
        handshake().client(ACK, 101, 501, 100).server(ACK, 501, 101, 40);
        client(ACK, 201, 501, 100).server(ACK, 541, 101, 0);
        client(ACK, 301, 501, 100).after(50).server(ACK, 541, 101, 0);
        after(5).server(ACK, 541, 101, 0);
        after(15).client(ACK, 101, 501, 100);
        assertThat(client.fastRetransmissions())
                .as("15 ms after the server sent last")
                .isEqualTo(1);
        after(4).client(ACK, 401, 541, 0);
        assertThat(server.rttSamples()).as("of the SYN, and of its 40 bytes").isEqualTo(2);
        assertThat(server.minRttNanos()).isEqualTo(10 * MILLI);
        client(ACK, 101, 541, 100);
        assertThat(client.fastRetransmissions())
                .as("19 ms, its bytes acknowledged meanwhile")
                .isEqualTo(2);
        after(1).client(ACK, 101, 541, 100);
        assertThat(client.fastRetransmissions()).as("20 ms").isEqualTo(2);
    }

    @Test
    void countersOfRepeatedAcknowledgementsAndRoundTripsHaveNoEndAtSixteenBits() {
        int many = 3 * 65_536 + 5;
        handshake();
        for (int i = 0; i < many; i++) {
            client(ACK, 101, 501, 0);
        }
        assertThat(client.duplicateAcknowledgements()).isEqualTo(many);
        for (int i = 0; i < many; i++) {
            server(ACK, 501 + i, 101, 1).client(ACK, 101, 502 + i, 0);
        }
        assertThat(server.rttSamples()).isEqualTo(many + 1);
    }

    @Test
    void whatWasAcknowledgedAndComesAgainIsSpurious() {
        handshake()
                .client(ACK, 101, 501, 100)
                .server(ACK, 501, 201, 0)
                .after(300)
                .client(ACK, 101, 501, 100);
        assertThat(client.spuriousRetransmissions()).isEqualTo(1);
        assertThat(client.retransmittedPackets()).isEqualTo(1);
    }

    @Test
    void aKeepAliveIsNoRetransmissionAndItsAnswerNoDuplicate() {
        handshake().client(ACK, 101, 501, 100).server(ACK, 501, 201, 0);
        for (int i = 0; i < 3; i++) {
            after(10_000).client(ACK, 200, 501, i % 2).server(ACK, 501, 201, 0);
        }
        assertThat(client.keepAlives()).isEqualTo(3);
        assertThat(client.retransmittedPackets()).isZero();
        assertThat(server.duplicateAcknowledgements()).isZero();
    }

    @Test
    void aWindowThatStaysClosedIsOneEpisodeAndProbesMoveNothing() {
        handshake().client(ACK, 101, 501, 100);
        closed().closed().after(200).client(ACK, 201, 501, 1).closed();
        after(400).client(ACK, 201, 501, 1).closed();
        server(ACK, 501, 201, 0).client(ACK, 201, 501, 100).closed();
        assertThat(server.zeroWindowEpisodes()).isEqualTo(2);
        assertThat(client.retransmittedPackets()).isZero();
        assertThat(client.sequenceGaps()).isZero();
    }

    private ConnectionAnalysisTest closed() {
        follow(Side.RESPONDER, closedWindow(ACK, 501, 201));
        return this;
    }

    @Test
    void aProbeWhoseByteIsTakenCounts() {
        handshake().client(ACK, 101, 501, 100).closed().client(ACK, 201, 501, 1).server(ACK, 501, 202, 0);
        client(ACK, 202, 501, 100);
        assertThat(client.sequenceGaps()).isZero();
    }

    @Test
    void aResetWithAWindowOfZeroClosesNoWindowAndMovesNothing() {
        handshake().server(RST, 90_000, 0, 0);
        follow(Side.RESPONDER, closedWindow(RST, 95_000, 0));
        server(ACK, 501, 101, 10);
        assertThat(server.zeroWindowEpisodes()).isZero();
        assertThat(server.sequenceGaps()).isZero();
        assertThat(server.retransmittedPackets()).isZero();
    }

    @Test
    void congestionIsToldOnlyBehindTheSyn() {
        client(SYN | ECE | CWR, 100, 0, 0).server(SYN | ACK | ECE, 500, 101, 0).client(ACK, 101, 501, 0);
        assertThat(analysis.isEcnNegotiated()).isTrue();
        assertThat(client.congestionEchoes()).isZero();
        server(ACK | ECE, 501, 101, 0).client(ACK | CWR, 101, 501, 10);
        assertThat(server.congestionEchoes()).isEqualTo(1);
        assertThat(client.congestionResponses()).isEqualTo(1);
    }

    @Test
    void aServerThatMirrorsTheFlagsHasNotAgreed() {
        client(SYN | ECE | CWR, 100, 0, 0).server(SYN | ACK | ECE | CWR, 500, 101, 0);
        assertThat(analysis.isEcnNegotiated()).isFalse();
    }

    @Test
    void roundTripsAreSmoothed() {
        handshake().client(ACK, 101, 501, 100).after(46).server(ACK, 501, 201, 0);
        assertThat(client.rttSamples()).isEqualTo(2);
        assertThat(client.minRttNanos()).isEqualTo(30 * MILLI);
        assertThat(client.smoothedRttNanos()).as("7/8 of 30 ms, 1/8 of 46 ms").isEqualTo(32 * MILLI);
        assertThat(client.rttVariationNanos()).as("3/4 of 15 ms, 1/4 of 16 ms").isEqualTo(15_250_000);
    }

    @Test
    void whatWasSentAgainIsNoMeasure() {
        handshake().client(ACK, 101, 501, 100).after(200).client(ACK, 101, 501, 100);
        after(1).server(ACK, 501, 201, 0);
        assertThat(client.rttSamples()).isEqualTo(1);
        client(ACK, 201, 501, 100).after(30).server(ACK, 501, 301, 0);
        assertThat(client.rttSamples()).as("new data is one again").isEqualTo(2);
    }

    @Test
    void anEchoTellsWhichCopyIsAnswered() {
        stamped(7, 101);
        after(200);
        stamped(207, 101);
        after(40);
        follow(Side.RESPONDER, plain(ACK, 501, 201, 0).timestamps(90, 207));
        assertThat(client.rttSamples()).isEqualTo(1);
        assertThat(client.smoothedRttNanos()).isEqualTo(40 * MILLI);
        stamped(300, 201);
        after(200);
        stamped(500, 201);
        after(1);
        follow(Side.RESPONDER, plain(ACK, 501, 301, 0).timestamps(91, 300));
        assertThat(client.rttSamples()).as("the answer to the first copy").isEqualTo(1);
    }

    private void stamped(int value, int sequence) {
        follow(Side.INITIATOR, plain(ACK, sequence, 501, 100).timestamps(value, 1));
    }

    @Test
    void timesThatRunBackwardsAreNoMeasure() {
        client(SYN, 100, 0, 0)
                .after(-5)
                .server(SYN | ACK, 500, 101, 0)
                .after(-5)
                .client(ACK, 101, 501, 0);
        assertThat(analysis.serverLegNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(analysis.clientLegNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
        assertThat(client.rttSamples()).isZero();
        assertThat(server.minRttNanos()).isEqualTo(TcpAnalysis.NOT_SEEN);
    }

    @Test
    void aFlipSwapsTheSidesInTheMiddleOfAHandshake() {
        client(SYN, 100, 0, 0).after(30);
        analysis.flip();
        client(SYN | ACK, 500, 101, 0).after(10).server(ACK, 101, 501, 0);
        assertThat(analysis.serverLegNanos()).isEqualTo(30 * MILLI);
        assertThat(analysis.clientLegNanos()).isEqualTo(10 * MILLI);
        assertThat(analysis.side(Side.RESPONDER).smoothedRttNanos()).isEqualTo(30 * MILLI);
        assertThat(analysis.side(Side.INITIATOR).smoothedRttNanos()).isEqualTo(10 * MILLI);
    }

    @Test
    void sequenceNumbersMayWrap() {
        client(SYN, -51, 0, 0)
                .server(SYN | ACK, -1, -50, 0)
                .client(ACK, -50, 0, 100)
                .client(ACK, 50, 0, 100);
        server(ACK, 0, 150, 0).after(100).client(ACK | FIN, 150, 0, 0);
        assertThat(client.sequenceGaps()).isZero();
        assertThat(client.retransmittedPackets()).isZero();
        client(ACK, -50, 0, 100);
        assertThat(client.spuriousRetransmissions()).isEqualTo(1);
    }
}
