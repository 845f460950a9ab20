#!/usr/bin/env python3
"""Recomputes the columns of docs/features.md from a capture, by the formulas of that page and nothing else.

    features_reference.py SET CAPTURE ROWS

SET is cic, cic-legacy or nfstream. CAPTURE is a classic pcap file of Ethernet frames, in which every pair of endpoints has one
flow and nothing is in fragments. ROWS is a file with a line of column names and a line of values for each flow, separated
by tabs. Whole numbers and texts must be equal, real numbers agree to 1e-9 relative. Prints how many were compared; exits with
1 if anything differs. Standard library only.
"""

import math
import struct
import sys
from collections import namedtuple
from datetime import datetime, timezone
from fractions import Fraction

TOLERANCE = 1e-9
FIN, SYN, RST, PSH, ACK, URG, ECE, CWR = (1 << bit for bit in range(8))
SPLT_LENGTH = 10
ENTROPY_LENGTH = 128
ACTIVITY_TIMEOUT_US = 5_000_000
SECOND_US = 1_000_000

# t: nanoseconds, l: payload bytes, c: payload bytes to cic-legacy, h: transport header bytes, w: window, z: frame bytes
Packet = namedtuple("Packet", "t source destination protocol version flags w h l c z payload")


# ---------------------------------------------------------------- the capture


def read_pcap(path):
    data = open(path, "rb").read()
    magic = data[:4]
    order = "<" if magic in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    nanos = 1 if struct.unpack(order + "I", magic)[0] == 0xA1B23C4D else 1000
    offset = 24
    while offset < len(data):
        seconds, fraction, captured, wire = struct.unpack_from(order + "IIII", data, offset)
        offset += 16
        yield seconds * 1_000_000_000 + fraction * nanos, data[offset : offset + captured], wire
        offset += captured


def parse(t, frame, wire):
    ether_type, at = struct.unpack_from(">H", frame, 12)[0], 14
    is_tagged = ether_type == 0x8100
    while ether_type in (0x8100, 0x88A8):
        ether_type, at = struct.unpack_from(">H", frame, at + 2)[0], at + 4
    if ether_type == 0x0800:
        words, total, protocol = frame[at] & 15, struct.unpack_from(">H", frame, at + 2)[0], frame[at + 9]
        source, destination = frame[at + 12 : at + 16], frame[at + 16 : at + 20]
        version, end, at = 4, at + total, at + 4 * words
    elif ether_type != 0x86DD:
        return None
    else:
        length, protocol = struct.unpack_from(">HB", frame, at + 4)
        source, destination = frame[at + 8 : at + 24], frame[at + 24 : at + 40]
        version, at = 6, at + 40
        end = at + length
    ports, flags, window = (0, 0), 0, 0
    header = {1: 8, 58: 8, 17: 8, 136: 8, 132: 12}.get(protocol, 0)
    if protocol in (6, 17, 132, 136):
        ports = struct.unpack_from(">HH", frame, at)
    if protocol == 6:
        header = (frame[at + 12] >> 4) * 4
        flags = frame[at + 13]
        window = struct.unpack_from(">H", frame, at + 14)[0]
    in_hand = (len(frame) if is_tagged else min(end, len(frame))) - at - header
    return Packet(
        t, (source, ports[0]), (destination, ports[1]), protocol, version, flags, window, header,
        end - at - header, in_hand, wire, frame[at + header : end],
    )


def flows(path):
    found = {}
    for t, frame, wire in read_pcap(path):
        packet = parse(t, frame, wire)
        if packet is None:
            continue
        key = (packet.protocol, *sorted((packet.source, packet.destination)))
        found.setdefault(key, []).append(packet)
    return found.values()


# ---------------------------------------------------------------- what formulas mean


def mean(values):
    return Fraction(sum(values), 1) / len(values) if values else 0


def var(values):
    n = len(values)
    if n < 2:
        return 0
    total = sum(values)
    return Fraction(n * sum(v * v for v in values) - total * total, 1) / (n * (n - 1))


def root(value):
    return math.sqrt(float(value))


def sd(values):
    return root(var(values))


def least(values):
    return min(values) if values else 0


def most(values):
    return max(values) if values else 0


def quotient(dividend, divisor):
    return Fraction(dividend) / Fraction(divisor) if divisor else 0


def gaps(times):
    return [later - earlier for earlier, later in zip(times, times[1:])]


def forwards(times):
    """The times of a clock that never runs backwards."""
    result = []
    for t in times:
        result.append(max(t, result[-1]) if result else t)
    return result


def bulks(stamped, is_of):
    """Runs of (t, l) of the packets that are of the set; others with payload end them."""
    run, runs = [], []
    for t, packet in stamped:
        if packet.l == 0:
            continue
        if not is_of(packet) or (run and t - run[-1][0] > SECOND_US):
            runs.append(run)
            run = []
        if is_of(packet):
            run.append((t, packet.l))
    runs.append(run)
    return [each for each in runs if len(each) >= 4]


def active_periods(times):
    periods = [[times[0], times[0]]]
    for earlier, later in zip(times, times[1:]):
        if later - earlier > ACTIVITY_TIMEOUT_US:
            periods.append([later, later])
        periods[-1][1] = later
    return [end - start for start, end in periods]


def entropy(packets):
    data = b"".join(packet.payload for packet in packets)[:ENTROPY_LENGTH]
    shares = [data.count(value) / len(data) for value in set(data)]
    return -sum(share * math.log2(share) for share in shares)


def address(raw):
    if len(raw) == 4:
        return ".".join(str(byte) for byte in raw)
    import ipaddress

    return str(ipaddress.IPv6Address(raw))


# ---------------------------------------------------------------- cic and cic-legacy


class Cic:
    """A flow in the letters of the page."""

    def __init__(self, packets, legacy):
        if legacy:
            packets = [packet._replace(l=packet.c) for packet in packets]
        self.P = packets
        first = packets[0]
        self.source, self.destination = first.source, first.destination
        self.is_one = legacy and self.source[0] == self.destination[0]
        if legacy:
            times = [packet.t // 1000 for packet in packets]
        else:
            times = [Fraction(t, 1000) for t in forwards([packet.t for packet in packets])]
        self.stamped = list(zip(times, packets))
        self.times = times
        self.F = [packet for packet in packets if self.is_forward(packet)]
        self.B = [packet for packet in packets if self.is_backward(packet)]
        self.times_f = [t for t, packet in self.stamped if self.is_forward(packet)]
        self.times_b = [t for t, packet in self.stamped if self.is_backward(packet)]
        self.D = times[-1] - times[0]
        self.gaps = gaps(times)
        self.S = 1 + sum(1 for gap in self.gaps if gap > SECOND_US)
        self.A = active_periods(times)
        self.I = [gap for gap in self.gaps if gap > ACTIVITY_TIMEOUT_US]

    def is_forward(self, packet):
        return self.is_one or packet.source == self.source

    def is_backward(self, packet):
        return not self.is_forward(packet)


def lengths(packets):
    return [packet.l for packet in packets]


def having(packets, flag):
    return sum(1 for packet in packets if packet.flags & flag)


def four(row, prefix, values, suffixes=("Mean", "Std", "Max", "Min")):
    row[prefix + suffixes[0]] = mean(values)
    row[prefix + suffixes[1]] = sd(values)
    row[prefix + suffixes[2]] = most(values)
    row[prefix + suffixes[3]] = least(values)


def bulk_columns(row, prefix, runs):
    count = len(runs)
    octets = sum(l for run in runs for _, l in run)
    row[prefix + " Bytes/Bulk Avg"] = quotient(octets, count)
    row[prefix + " Packet/Bulk Avg"] = quotient(sum(len(run) for run in runs), count)
    row[prefix + " Bulk Rate Avg"] = quotient(10**6 * octets, sum(run[-1][0] - run[0][0] for run in runs))


def cic(packets, legacy=False):
    f = Cic(packets, legacy)
    p1, row = f.P[0], {}
    row["Src IP"], row["Src Port"] = address(f.source[0]), f.source[1]
    row["Dst IP"], row["Dst Port"] = address(f.destination[0]), f.destination[1]
    row["Protocol"] = p1.protocol
    row["Flow ID"] = "-".join(str(row[name]) for name in ("Src IP", "Dst IP", "Src Port", "Dst Port", "Protocol"))
    moment = datetime.fromtimestamp(p1.t // 10**9, timezone.utc)
    row["Timestamp"] = moment.strftime("%Y-%m-%dT%H:%M:%S") + ".%09dZ" % (p1.t % 10**9)
    row["Flow Duration"] = f.D
    row["Total Fwd Packet"], row["Total Bwd packets"] = len(f.F), len(f.B)
    row["Total Length of Fwd Packet"] = sum(lengths(f.F))
    row["Total Length of Bwd Packet"] = sum(lengths(f.B))
    for prefix, packets_of, times_of in (("Fwd", f.F, f.times_f), ("Bwd", f.B, f.times_b)):
        four(row, prefix + " Packet Length ", lengths(packets_of))
        four(row, prefix + " IAT ", gaps(times_of))
        row[prefix + " IAT Total"] = sum(gaps(times_of))
        row[prefix + " PSH Flags"] = having(packets_of, PSH)
        row[prefix + " URG Flags"] = having(packets_of, URG)
        row[prefix + " Header Length"] = sum(packet.h for packet in packets_of)
        row[prefix + " Packets/s"] = 0 if f.D < 0 else quotient(10**6 * len(packets_of), f.D)
        row[prefix + " Segment Size Avg"] = quotient(sum(lengths(packets_of)), len(packets_of))
        row["Subflow " + prefix + " Packets"] = quotient(len(packets_of), f.S)
        row["Subflow " + prefix + " Bytes"] = quotient(sum(lengths(packets_of)), f.S)
    four(row, "Flow IAT ", f.gaps)
    four(row, "Packet Length ", lengths(f.P))
    row["Packet Length Variance"] = var(lengths(f.P))
    row["Flow Bytes/s"] = quotient(10**6 * sum(lengths(f.P)), f.D)
    row["Flow Packets/s"] = quotient(10**6 * len(f.P), f.D)
    for name, flag in dict(FIN=FIN, SYN=SYN, RST=RST, PSH=PSH, ACK=ACK, URG=URG, CWR=CWR, ECE=ECE).items():
        row[name + " Flag Count"] = having(f.P, flag)
    row["Down/Up Ratio"] = quotient(len(f.B), len(f.F))
    row["Average Packet Size"] = quotient(sum(lengths(f.P)), len(f.P))
    bulk_columns(row, "Fwd", bulks(f.stamped, f.is_forward))
    bulk_columns(row, "Bwd", bulks(f.stamped, f.is_backward))
    row["FWD Init Win Bytes"] = f.F[0].w
    row["Bwd Init Win Bytes"] = f.B[0].w if f.B else 0
    row["Fwd Act Data Pkts"] = sum(1 for packet in f.F if packet.l > 0)
    row["Fwd Seg Size Min"] = least(lengths(f.F))
    four(row, "Active ", f.A)
    four(row, "Idle ", f.I)
    row["Label"] = "NeedManualLabel"
    return errors(f, row) if legacy else row


def errors(f, row):
    """The columns of cic-legacy that have another formula."""
    p1 = f.P[0]
    moment = datetime.fromtimestamp(p1.t // 10**9, timezone.utc)
    hour = moment.hour % 12 or 12
    row["Timestamp"] = moment.strftime("%d/%m/%Y ") + "%02d" % hour + moment.strftime(":%M:%S ")
    row["Timestamp"] += "AM" if moment.hour < 12 else "PM"
    row["Fwd PSH Flags"], row["Bwd PSH Flags"] = int(bool(p1.flags & PSH)), 0
    row["Fwd URG Flags"], row["Bwd URG Flags"] = int(bool(p1.flags & URG)), 0
    doubled = [p1.l] + lengths(f.P)
    row["Packet Length Mean"], row["Packet Length Std"] = mean(doubled), sd(doubled)
    row["Packet Length Variance"] = var(doubled)
    row["Average Packet Size"] = quotient(sum(doubled), len(f.P))
    row["Down/Up Ratio"] = len(f.B) // len(f.F)
    for column in ("Bytes/Bulk Avg", "Packet/Bulk Avg", "Bulk Rate Avg"):
        row["Fwd " + column] = 0
    bulk_columns(row, "Bwd", bulks(f.stamped, lambda packet: True))
    row["Bwd Bytes/Bulk Avg"] = math.floor(row["Bwd Bytes/Bulk Avg"])
    row["Bwd Packet/Bulk Avg"] = math.floor(row["Bwd Packet/Bulk Avg"])
    runs = bulks(f.stamped, lambda packet: True)
    duration = sum(run[-1][0] - run[0][0] for run in runs)
    octets = sum(l for run in runs for _, l in run)
    row["Bwd Bulk Rate Avg"] = math.trunc(octets / (duration / 10**6)) if duration else 0
    for prefix, packets in (("Fwd", f.F), ("Bwd", f.B)):
        row["Subflow " + prefix + " Packets"] = math.floor(quotient(len(packets), f.S - 1))
        row["Subflow " + prefix + " Bytes"] = math.floor(quotient(sum(lengths(packets)), f.S - 1))
    row["Bwd Init Win Bytes"] = f.B[-1].w if f.B else 0
    row["Fwd Act Data Pkts"] = sum(1 for packet in f.F if packet.l > 0 and packet is not p1)
    row["Fwd Seg Size Min"] = least([packet.h for packet in f.F])
    four(row, "Active ", [length for length in f.A[:-1] if length > 0])
    return row


# ---------------------------------------------------------------- nfstream


def nfstream(packets):
    first, row = packets[0], {}
    times = forwards([packet.t // 1_000_000 for packet in packets])
    row["src_ip"], row["src_port"] = address(first.source[0]), first.source[1]
    row["dst_ip"], row["dst_port"] = address(first.destination[0]), first.destination[1]
    row["protocol"], row["ip_version"] = first.protocol, first.version
    both = list(zip(times, packets))
    groups = {
        "bidirectional": both,
        "src2dst": [each for each in both if each[1].source == first.source],
        "dst2src": [each for each in both if each[1].source != first.source],
    }
    for prefix, group in groups.items():
        stamps = [t for t, _ in group]
        sizes = [packet.z for _, packet in group]
        row[prefix + "_first_seen_ms"] = stamps[0] if group else 0
        row[prefix + "_last_seen_ms"] = stamps[-1] if group else 0
        row[prefix + "_duration_ms"] = sum(gaps(stamps))
        row[prefix + "_packets"], row[prefix + "_bytes"] = len(group), sum(sizes)
        for suffix, values in (("_ps", sizes), ("_piat_ms", gaps(stamps))):
            row[prefix + "_min" + suffix], row[prefix + "_max" + suffix] = least(values), most(values)
            row[prefix + "_mean" + suffix], row[prefix + "_stddev" + suffix] = mean(values), sd(values)
        for name, flag in dict(syn=SYN, cwr=CWR, ece=ECE, urg=URG, ack=ACK, psh=PSH, rst=RST, fin=FIN).items():
            row[prefix + "_" + name + "_packets"] = having([packet for _, packet in group], flag)
        if prefix != "bidirectional":
            row[prefix + "_payload_entropy"] = entropy([packet for _, packet in group])
    padding = [-1] * (SPLT_LENGTH - min(len(packets), SPLT_LENGTH))
    some = packets[:SPLT_LENGTH]
    row["splt_direction"] = [int(packet.source != first.source) for packet in some] + padding
    row["splt_ps"] = [packet.z for packet in some] + padding
    row["splt_piat_ms"] = ([0] + gaps(times))[:SPLT_LENGTH] + padding
    return row


# ---------------------------------------------------------------- comparison


def differs(expected, text):
    """How far a value is off, relative; None if it is wrong."""
    if isinstance(expected, str):
        return 0 if expected == text else None
    if isinstance(expected, list):
        return 0 if "[" + ", ".join(map(str, expected)) + "]" == text else None
    if isinstance(expected, int) and "." not in text:
        return 0 if int(text) == expected else None
    value, expected = float(text), float(expected)
    if not math.isfinite(value):
        return None
    off = abs(value - expected)
    if off:
        off = off / abs(expected) if expected else off
    return off if off <= TOLERANCE else None


def main(which, capture, rows_path):
    compute = {"cic": cic, "cic-legacy": lambda packets: cic(packets, True), "nfstream": nfstream}[which]
    with open(rows_path, encoding="utf-8") as file:
        names, *lines = [line.rstrip("\n").split("\t") for line in file]
    identity = ("Src IP", "Src Port", "Dst IP", "Dst Port", "Protocol")
    if which == "nfstream":
        identity = ("src_ip", "src_port", "dst_ip", "dst_port", "protocol")
    found = {}
    for values in lines:
        row = dict(zip(names, values))
        found[tuple(row[name] for name in identity)] = row
    wrong, compared, largest, count = [], 0, 0.0, 0
    for packets in flows(capture):
        count += 1
        expected = compute(packets)
        key = tuple(str(expected[name]) for name in identity)
        row = found.pop(key, None)
        if row is None:
            wrong.append("no row for %s" % (key,))
            continue
        if sorted(row) != sorted(expected):
            wrong.append("columns differ: %s" % sorted(set(row) ^ set(expected)))
        for name, text in row.items():
            off = differs(expected.get(name, ""), text)
            compared += 1
            if off is None:
                wrong.append("%s: %s is %s, expected %s" % (key, name, text, expected.get(name)))
            else:
                largest = max(largest, off)
    wrong.extend("row of no flow: %s" % (key,) for key in found)
    print("%s: %d flows, %d values, largest relative difference %.1e" % (which, count, compared, largest))
    for line in wrong[:40]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
