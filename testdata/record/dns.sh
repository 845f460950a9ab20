#!/usr/bin/env bash
# DNS questions for A, AAAA and MX, one over TCP, and one for a name that does
# not exist.
source "$(dirname "$0")/lab.sh"
need dig:dnsutils dnsmasq:dnsmasq-base

lab_up
# local: answer "no such name" for the rest of the zone.
# no-resolv, no-hosts: nothing from this machine's own configuration.
cat >"$LAB_TMP/dnsmasq.conf" <<CONF
user=root
keep-in-foreground
pid-file=$LAB_TMP/dnsmasq.pid
log-facility=$LAB_TMP/dnsmasq.log
no-resolv
no-hosts
listen-address=192.0.2.2
bind-interfaces
local=/example.test/
host-record=www.example.test,192.0.2.80,2001:db8::80
host-record=mail.example.test,192.0.2.25
mx-host=example.test,mail.example.test,10
CONF
start "$SERVER" dnsmasq --conf-file="$LAB_TMP/dnsmasq.conf"
wait_for listening u 53
wait_for listening t 53

capture "$CLIENT" "$OUTPUT"
ask() { client dig -r @192.0.2.2 +tries=1 "$@" >/dev/null; }
ask www.example.test A
ask www.example.test AAAA
ask example.test MX
ask +tcp www.example.test A
ask absent.example.test A
capture_stop
