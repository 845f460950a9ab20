#!/usr/bin/env bash
# An HTTP request over a VLAN (802.1Q, 42), then pings over a VLAN in a VLAN
# (802.1ad, 100, around 802.1Q, 7). Captured on the parent, so tags are in the frames.
source "$(dirname "$0")/lab.sh"
need ping:iputils-ping

lab_links
web_server
page small.txt 200
for ns in "$CLIENT" "$SERVER"; do
    # the tags are to be in the frames, not beside them in the kernel
    offloads_off "$ns" eth0 rxvlan off txvlan off rx-vlan-stag-hw-parse off tx-vlan-stag-hw-insert off
    # The module 8021q; some cut-down kernels do not have it.
    ip -n "$ns" link add link eth0 name eth0.42 type vlan id 42 ||
        die 'this kernel has no VLANs'
    ip -n "$ns" link add link eth0 name eth0.100 type vlan proto 802.1ad id 100
    ip -n "$ns" link add link eth0.100 name eth0.100.7 type vlan id 7
    for vlan in 42 100 100.7; do
        ip -n "$ns" link set "eth0.$vlan" up
    done
done

addresses eth0.42 eth0.42
settle
capture "$CLIENT" "$OUTPUT"
client "${CURL[@]}" http://192.0.2.2/small.txt >/dev/null

# The same addresses move over to the inner VLAN. IPv4 alone: new IPv6 addresses
# would put their multicast listener reports into the capture.
ip -n "$CLIENT" link delete eth0.42
ip -n "$SERVER" link delete eth0.42
ip -n "$CLIENT" address add 192.0.2.1/24 dev eth0.100.7
ip -n "$SERVER" address add 192.0.2.2/24 dev eth0.100.7
client ping -q -n -i 0.2 -c 2 192.0.2.2 >/dev/null
capture_stop
