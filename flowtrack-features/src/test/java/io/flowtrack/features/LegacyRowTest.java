package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole rows, as CICFlowMeter 4.0 itself made them of the same packets. */
class LegacyRowTest {
    private static final Endpoint CLIENT = Endpoint.of("192.0.2.1", 40_000);
    private static final Endpoint SERVER = Endpoint.of("192.0.2.2", 80);
    private static final Endpoint NEIGHBOUR = Endpoint.of("192.0.2.1", 80);
    private static final double TOLERANCE = 1e-9;
    private static final int ACK = TcpFlags.ACK;
    private static final int PUSH = TcpFlags.ACK | TcpFlags.PSH;

    private static final String OF_MIDSTREAM_TCP = """
            192.0.2.2-192.0.2.1-80-40000-6,192.0.2.2,80,192.0.2.1,40000,6,01/01/2026 12:00:00 AM,16000000,6,7,\
            481.0,155.0,200.0,0.0,80.16666666666667,68.11876882817735,70.0,0.0,22.142857142857142,\
            28.55654374177993,39.75,0.8125,1333333.3333333335,2596512.8205776764,6999700.0,-50.0,9000000.0,\
            1800000.0,3033071.880948422,6999950.0,50.0,1.6E7,2666666.6666666665,3459116.4706708947,7499700.0,\
            0.0,0,0,0,0,132,164,0.375,0.4375,0.0,200.0,45.42857142857143,56.291431627959824,3168.7252747252755,\
            0,1,1,6,13,1,1,1,1.0,48.92307692307692,80.16666666666667,22.142857142857142,0,0,0,220,4,733333,2,\
            160,2,51,500,0,5,20,1250150.0,1060872.3038141772,2000300.0,500000.0,6749850.0,353341.2585589178,\
            6999700.0,6500000.0,NeedManualLabel\
            """;
    private static final String OF_ONE_ADDRESS = """
            192.0.2.1-192.0.2.1-40000-80-17,192.0.2.1,40000,192.0.2.1,80,17,01/01/2026 12:00:00 AM,300,4,0,66.0,\
            0.0,31.0,5.0,16.5,11.503622617824933,0,0,0,0,220000.00000000003,13333.333333333334,100.0,50.0,150.0,\
            50.0,300.0,100.0,50.0,150.0,50.0,0,0,0,0,0,0,0,0,0,32,0,13333.333333333334,0.0,5.0,31.0,15.2,\
            10.377861051295685,107.69999999999999,0,0,0,0,0,0,0,0,0.0,19.0,16.5,0.0,0,0,0,66,4,220000,0,0,0,0,0,\
            0,3,8,0,0,0,0,0,0,0,0,NeedManualLabel\
            """;

    private final List<Frame> frames = new ArrayList<>();

    private LegacyRowTest tcp(boolean fromServer, long micros, int flags, int window, int payload) {
        frames.add(Frames.tcp(fromServer ? SERVER : CLIENT, fromServer ? CLIENT : SERVER)
                .at(Frames.START_NANOS + micros * 1_000)
                .flags(flags)
                .window(window)
                .payload(payload)
                .build());
        return this;
    }

    private LegacyRowTest tcpWithOptions(boolean fromServer, long micros, int flags, int window, int payload) {
        frames.add(Frames.tcp(fromServer ? SERVER : CLIENT, fromServer ? CLIENT : SERVER)
                .at(Frames.START_NANOS + micros * 1_000)
                .flags(flags)
                .window(window)
                .timestamps(1, 1)
                .payload(payload)
                .build());
        return this;
    }

    private LegacyRowTest udp(Endpoint from, Endpoint to, long micros, int payload) {
        frames.add(Frames.udp(from, to)
                .at(Frames.START_NANOS + micros * 1_000)
                .payload(payload)
                .build());
        return this;
    }

    /** The answer comes first; flags, pauses, an idle gap, a clock that runs backwards once, runs of data both ways, a reset. */
    @Test
    void ofAMidstreamConnection() {
        tcpWithOptions(true, 0, TcpFlags.SYN | ACK, 500, 0)
                .tcp(false, 0, ACK, 600, 0)
                .tcp(true, 150, PUSH, 501, 100)
                .tcp(true, 300, PUSH | TcpFlags.URG, 502, 200)
                .tcpWithOptions(false, 450, PUSH | TcpFlags.ECE | TcpFlags.CWR, 601, 30)
                .tcp(true, 2_000_000, ACK, 503, 40)
                .tcp(false, 2_000_100, PUSH, 602, 50)
                .tcp(true, 2_000_050, ACK, 504, 60)
                .tcp(false, 2_000_300, ACK, 603, 70)
                .tcp(true, 9_000_000, PUSH, 505, 81)
                .tcp(false, 9_500_000, ACK, 604, 0)
                .tcpWithOptions(false, 16_000_000, PUSH, 605, 5)
                .tcp(false, 16_000_000, TcpFlags.RST | ACK, 0, 0);
        assertRow(OF_MIDSTREAM_TCP);
    }

    @Test
    void ofTwoPortsOfOneAddress() {
        udp(CLIENT, NEIGHBOUR, 0, 10)
                .udp(NEIGHBOUR, CLIENT, 100, 20)
                .udp(CLIENT, NEIGHBOUR, 250, 31)
                .udp(NEIGHBOUR, CLIENT, 300, 5);
        assertRow(OF_ONE_ADDRESS);
    }

    private void assertRow(String line) {
        Map<String, Object> row = Rows.only(FeatureSet.cicLegacy(), frames);
        List<String> expected = List.of(line.strip().split(",", -1));
        assertThat(row).hasSize(84).hasSameSizeAs(expected);
        Iterator<String> next = expected.iterator();
        row.forEach((column, value) -> assertValue(column, value, next.next()));
    }

    private static void assertValue(String column, Object value, String expected) {
        if (value instanceof Number number) {
            double tools = Double.parseDouble(expected);
            assertThat(number.doubleValue()).as(column).isCloseTo(tools, within(Math.abs(tools) * TOLERANCE));
        } else {
            assertThat(value).as(column).isEqualTo(expected);
        }
    }
}
