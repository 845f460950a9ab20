#!/usr/bin/env bash
# SCTP: an association that exchanges two lines and is shut down.
# Needs the kernel module sctp; some cut-down kernels do not have it.
source "$(dirname "$0")/lab.sh"
need socat:socat

lab_up
start "$SERVER" socat SCTP4-LISTEN:7000 EXEC:cat
wait_for listening S 7000
capture "$CLIENT" "$OUTPUT"
{ echo first; sleep 0.5; echo second; } | client socat -t 0.5 - SCTP4:192.0.2.2:7000 >/dev/null
capture_stop
