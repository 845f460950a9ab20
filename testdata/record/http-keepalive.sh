#!/usr/bin/env bash
# Three URLs over one connection, HTTP/1.1, closed cleanly by the client.
# The second body is large enough to need several segments.
source "$(dirname "$0")/lab.sh"

lab_up
web_server
page small.txt 200
page medium.txt 20000
page last.txt 1000
capture "$CLIENT" "$OUTPUT"
# one curl process uses the connection again by itself
client "${CURL[@]}" http://192.0.2.2/{small,medium,last}.txt >/dev/null
capture_stop
