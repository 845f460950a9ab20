#!/usr/bin/env bash
# As http-keepalive, over IPv6 and with timestamps in nanoseconds.
source "$(dirname "$0")/lab.sh"

lab_up
web_server
page small.txt 200
page medium.txt 20000
page last.txt 1000
capture "$CLIENT" "$OUTPUT" --time-stamp-precision=nano
# -g: the brackets are part of the address, not a pattern of curl's
client "${CURL[@]}" -g 'http://[2001:db8::2]/'{small,medium,last}.txt >/dev/null
capture_stop
