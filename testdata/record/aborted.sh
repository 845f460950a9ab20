#!/usr/bin/env bash
# A download that the client gives up in the middle, with a reset.
source "$(dirname "$0")/lab.sh"
need python3:python3

lab_up
web_server
page large.txt 1000000
capture "$CLIENT" "$OUTPUT"
client python3 - <<'PYTHON'
import socket, struct

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# a small window, so that the server has not sent it all by then
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
s.connect(("192.0.2.2", 80))
s.sendall(b"GET /large.txt HTTP/1.1\r\nHost: 192.0.2.2\r\n\r\n")
left = 40000
while left > 0:
    left -= len(s.recv(4096))
# lingering for no time at all: close() sends RST in place of FIN
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
s.close()
PYTHON
capture_stop
