#!/usr/bin/env bash
# An HTTP request and a UDP exchange, captured on the "any" device: link type
# SLL2 in the one file, SLL in the other (NAME-sll1.pcap), of the same packets.
source "$(dirname "$0")/lab.sh"
need socat:socat

lab_up
web_server
page small.txt 200
start "$SERVER" socat UDP-RECVFROM:7000,fork EXEC:cat
wait_for listening u 7000
capture "$CLIENT" "$OUTPUT" -i any -y LINUX_SLL2
capture "$CLIENT" "${OUTPUT%.pcap}-sll1.pcap" -i any -y LINUX_SLL
client "${CURL[@]}" http://192.0.2.2/small.txt >/dev/null
echo hello | client socat -t 0.5 - UDP:192.0.2.2:7000 >/dev/null
capture_stop
