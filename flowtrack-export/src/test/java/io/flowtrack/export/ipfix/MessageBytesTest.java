package io.flowtrack.export.ipfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpFlags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message, byte by byte. */
class MessageBytesTest {
    private static String bytes(String commented) {
        StringBuilder hex = new StringBuilder();
        commented
                .lines()
                .forEach(line -> hex.append(line.replaceFirst("   *.*", "").replace(" ", "")));
        return hex.toString();
    }

    @Test
    void aRecordAndItsTemplate() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IpfixRecordWriter writer =
                IpfixRecordWriter.of(out, IpfixSettings.ofStreams().withObservationDomain(0xFFFF_FFFEL))) {
            FlowRecord<Object> flow = Records.record(
                    FiveTuple.of(6, Records.A, 1000, Records.B, 80),
                    Orientation.REVERSE,
                    EndReason.RST,
                    new long[] {500_000_000, 2_000_000_001L},
                    List.of(
                            new SideCounts(9, 900, 800, 700, 0),
                            new SideCounts(8, 801, 701, 601, 0),
                            new SideCounts(7, 702, 602, 502, 0),
                            new SideCounts(6, 603, 503, 403, 0)),
                    new Records.Numbered(5));
            writer.write(Records.withFlags(
                    flow, TcpFlags.SYN | TcpFlags.PSH | TcpFlags.ACK | TcpFlags.CWR, TcpFlags.RST | TcpFlags.ACK));
        }
        String header = """
                000A 0139            version, length 313
                0000 0002            2 seconds after 1970
                0000 0000            no record before
                FFFF FFFE            domain
                """;
        String template = """
                0002 008C            template set, 140 bytes
                01B4 001A            template 436, 26 fields
                0098 0008 0099 0008  flowStartMilliseconds, flowEndMilliseconds
                009C 0008 009D 0008  flowStartNanoseconds, flowEndNanoseconds
                0008 0004 000C 0004  sourceIPv4Address, destinationIPv4Address
                0004 0001            protocolIdentifier
                0007 0002 000B 0002  sourceTransportPort, destinationTransportPort
                0055 0008 0056 0008  octetTotalCount, packetTotalCount
                0001 0008 0002 0008  octetDeltaCount, packetDeltaCount
                0160 0008 0191 0008  layer2OctetDeltaCount, transportOctetDeltaCount
                8055 0008 0000 7279  the same of the other direction
                8056 0008 0000 7279
                8001 0008 0000 7279
                8002 0008 0000 7279
                8160 0008 0000 7279
                8191 0008 0000 7279
                8006 0001 0000 7279  tcpControlBits of the other direction
                0006 0001            tcpControlBits
                0088 0001 00EF 0001  flowEndReason, biflowDirection
                0094 0008            flowId
                """;
        String record = """
                01B4 009D            set of template 436, 157 bytes
                00000000000001F4     500 ms
                00000000000007D0     2000 ms
                83AA7E8080000000     1970 and a half second
                83AA7E8200000005     1970 and 2.000000001 seconds
                C0000202 C0000201    the initiator is the second endpoint
                06 0050 03E8         TCP, ports 80 and 1000
                0000000000000320     800 bytes in all
                0000000000000009     9 packets
                000000000000025A     602 bytes since the last report
                0000000000000007     7 packets
                00000000000002BE     702 bytes on the wire
                00000000000001F6     502 bytes of payload
                00000000000002BD     701 bytes back in all
                0000000000000008     8 packets
                00000000000001F7     503 bytes since the last report
                0000000000000006     6 packets
                000000000000025B     603 bytes on the wire
                0000000000000193     403 bytes of payload
                14                   ACK, RST back
                9A                   CWR, ACK, PSH, SYN
                03 01                end of flow detected, by initiator
                0000000000000005     flow 5
                """;
        assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray()))
                .isEqualTo(bytes(header) + bytes(template) + bytes(record));
    }
}
