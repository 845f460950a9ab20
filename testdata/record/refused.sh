#!/usr/bin/env bash
# Nobody listens: TCP answers with a reset, UDP with ICMP port unreachable.
source "$(dirname "$0")/lab.sh"
need curl:curl dig:dnsutils nc:netcat-openbsd

lab_up
capture "$CLIENT" "$OUTPUT"
# each of these is meant to fail
refused() { if client "$@" >/dev/null 2>&1; then die "not refused: $*"; fi; }
refused "${CURL[@]}" http://192.0.2.2/
refused "${CURL[@]}" -g 'http://[2001:db8::2]/'
refused dig -r @192.0.2.2 +tries=1 +time=1 www.example.test
# nc ends well here, refused or not
echo hello | client nc -u -w 1 192.0.2.2 7000
echo hello | client nc -u -w 1 2001:db8::2 7000
capture_stop
