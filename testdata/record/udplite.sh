#!/usr/bin/env bash
# UDP-Lite: three exchanges, over IPv4 and IPv6; the checksum covers only the
# header and the first four bytes.
source "$(dirname "$0")/lab.sh"
need python3:python3

lab_up
cat >"$LAB_TMP/udplite.py" <<'PYTHON'
import socket, sys

SOL_UDPLITE, UDPLITE_SEND_CSCOV = 136, 10  # <linux/udp.h>; Python has no names for them

role, address = sys.argv[1:]
family = socket.AF_INET6 if ":" in address else socket.AF_INET
s = socket.socket(family, socket.SOCK_DGRAM, socket.IPPROTO_UDPLITE)
s.setsockopt(SOL_UDPLITE, UDPLITE_SEND_CSCOV, 8 + 4)
if role == "server":
    s.bind((address, 7000))
    print("ready", flush=True)
    while True:
        data, peer = s.recvfrom(2000)
        s.sendto(data.upper(), peer)
else:
    s.settimeout(5)
    s.connect((address, 7000))
    for line in b"first line", b"second line", b"third line":
        s.send(line)
        assert s.recv(2000) == line.upper()
PYTHON
for address in 192.0.2.2 2001:db8::2; do
    start "$SERVER" python3 "$LAB_TMP/udplite.py" server "$address" >"$LAB_TMP/$address"
    wait_for grep -q ready "$LAB_TMP/$address"
done
capture "$CLIENT" "$OUTPUT"
client python3 "$LAB_TMP/udplite.py" client 192.0.2.2
client python3 "$LAB_TMP/udplite.py" client 2001:db8::2
capture_stop
