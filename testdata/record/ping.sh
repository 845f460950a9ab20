#!/usr/bin/env bash
# Pings over IPv4 and IPv6, then over each one of 4000 bytes, which is fragmented.
source "$(dirname "$0")/lab.sh"
need ping:iputils-ping

lab_up
capture "$CLIENT" "$OUTPUT"
client ping -q -n -i 0.2 -c 3 192.0.2.2 >/dev/null
client ping -q -n -i 0.2 -c 3 2001:db8::2 >/dev/null
client ping -q -n -c 1 -s 4000 192.0.2.2 >/dev/null
client ping -q -n -c 1 -s 4000 2001:db8::2 >/dev/null
capture_stop
