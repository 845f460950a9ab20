#!/usr/bin/env bash
# The client sends three lines and shuts its writing side; the server reads up
# to that end, then sends for a second, and only then closes.
source "$(dirname "$0")/lab.sh"
need socat:socat

lab_up
# shellcheck disable=SC2016  # $i is for the shell that socat starts
start "$SERVER" socat TCP-LISTEN:7000 \
    SYSTEM:'wc -l; for i in 1 2 3 4 5; do sleep 0.2; echo "reply $i"; done'
wait_for listening t 7000
capture "$CLIENT" "$OUTPUT"
# -t 10: at the end of its input socat shuts its writing side, and waits this
# long for the server to be done
for i in 1 2 3; do echo "line $i"; sleep 0.1; done |
    client socat -t 10 - TCP:192.0.2.2:7000 >"$LAB_TMP/replies"
grep -q 'reply 5' "$LAB_TMP/replies" || die 'the server was cut short'
capture_stop
