#!/usr/bin/env bash
# A TCP connection that says a line, is silent for 330 seconds and says another.
# Meanwhile two UDP exchanges on the same pair of ports, 75 seconds apart.
# For the idle timeouts: the silences are longer than 5 minutes and 1 minute.
source "$(dirname "$0")/lab.sh"
need socat:socat

lab_up
start "$SERVER" socat TCP-LISTEN:7000 EXEC:cat
start "$SERVER" socat UDP-RECVFROM:7000,fork EXEC:cat
wait_for listening t 7000
wait_for listening u 7000
capture "$CLIENT" "$OUTPUT"

# what we write goes to the TCP connection, what we read comes from it
coproc TCP { exec ip netns exec "$CLIENT" socat - TCP:192.0.2.2:7000; }
LAB_PIDS+=("$TCP_PID")
tcp_exchange() {
    local reply
    echo "$1" >&"${TCP[1]}"
    read -r -t 5 reply <&"${TCP[0]}" || die 'no reply over TCP'
    [[ $reply == "$1" ]] || die 'a wrong reply over TCP'
}

udp_exchange() {
    local reply
    reply=$(echo "$1" | client socat -t 0.5 - UDP:192.0.2.2:7000,sourceport=40000)
    [[ $reply == "$1" ]] || die 'no reply over UDP'
}

tcp_exchange first
SECONDS=0
sleep 20
udp_exchange one
sleep 75
udp_exchange two
sleep $((330 - SECONDS))
tcp_exchange second

# end of input: socat closes the connection
pid=$TCP_PID to=${TCP[1]} # bash forgets these when the coprocess ends
exec {to}>&-
wait "$pid"
capture_stop
