#!/usr/bin/env bash
# Packets to the server's port 80 are dropped without a word, as a firewall
# does: the client sends its SYN again and again, then curl gives up.
source "$(dirname "$0")/lab.sh"
need curl:curl nft:nftables

lab_up
server nft -f - <<'NFT'
table inet filter {
    chain input {
        type filter hook input priority 0
        tcp dport 80 drop
    }
}
NFT
capture "$CLIENT" "$OUTPUT"
if client "${CURL[@]}" --max-time 4 http://192.0.2.2/ 2>/dev/null; then die 'was answered'; fi
capture_stop
