#!/usr/bin/env bash
# A download over a link that loses, delays and reorders packets, both ways.
# Captured at the client: what the server sent and the link lost is not in it,
# and neither are the acknowledgements that the client's own end lost.
source "$(dirname "$0")/lab.sh"
need tc:iproute2 tshark:tshark

lab_up
web_server
page medium.txt 60000
for ns in "$CLIENT" "$SERVER"; do
    # One segment at a time, or netem would lose and delay several as one.
    ip -n "$ns" link set eth0 gso_max_segs 1
    # The module sch_netem; some cut-down kernels do not have it.
    ip netns exec "$ns" tc qdisc add dev eth0 root netem delay 5ms loss 8% reorder 10% 50% ||
        die 'this kernel has no netem'
done

retransmitted() {
    [[ -n $(tshark -n -r "$1" -Y tcp.analysis.retransmission 2>/dev/null) ]]
}
# The server numbers its packets (IP identification) in the order of sending,
# retransmissions too, so a number below an earlier one was overtaken.
reordered() {
    tshark -n -r "$1" -Y 'tcp.srcport == 80 && ip.id != 0' -T fields -e ip.id 2>/dev/null |
        while read -r id; do echo $((id)); done | sort -nc 2>/dev/null && return 1
    return 0
}

# Chance may leave a download whole, or make it hopeless: try until it is neither.
new=$LAB_TMP/new.pcap
for _ in {1..30}; do
    capture "$CLIENT" "$new"
    client "${CURL[@]}" --max-time 60 http://192.0.2.2/medium.txt >/dev/null && whole=1 || whole=
    sleep 2 # for the closing, which may get lost too
    capture_stop
    if [[ $whole ]] && retransmitted "$new" && reordered "$new"; then
        mv "$new" "$OUTPUT"
        exit
    fi
done
die 'no run was whole, with retransmissions and reordering'
