# shellcheck shell=bash disable=SC2034  # some names are for the scripts
# Shared by the recording scripts in this folder: source it, do not run it.
#
# Two network namespaces, joined by a veth pair, both ends called eth0:
#
#   client  192.0.2.1/24  2001:db8::1/64  02:00:00:00:00:01
#   server  192.0.2.2/24  2001:db8::2/64  02:00:00:00:00:02
#
# There is no route to anywhere else, so nothing can leave or enter the lab.

set -euo pipefail
export LC_ALL=C

RECORD=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
NAME=$(basename "$0" .sh)
OUTPUT=${1:-$RECORD/../captures/$NAME.pcap}

# $$ makes the names unique, so that recordings can run side by side.
CLIENT=lab-client-$$
SERVER=lab-server-$$

LAB_TMP=$(mktemp -d)
LAB_PIDS=()        # background processes, killed on exit
CAPTURE_PIDS=()    # the tcpdumps among them ...
CAPTURE_FILES=()   # ... and where their captures go

# curl without ~/.curlrc and without a proxy from the environment
CURL=(curl -q --noproxy '*' --silent --show-error --fail)

die() { echo "$NAME: $*" >&2; exit 1; }

# need PROGRAM[:PACKAGE]...   stops unless all the programs are there
need() {
    local item missing=()
    for item in "$@"; do
        command -v "${item%%:*}" >/dev/null || missing+=("${item%%:*} (Debian package ${item##*:})")
    done
    if ((${#missing[@]})); then
        printf 'missing: %s\n' "${missing[@]}" >&2
        exit 1
    fi
}

# client COMMAND..., server COMMAND...   run in the foreground
client() { ip netns exec "$CLIENT" "$@"; }
server() { ip netns exec "$SERVER" "$@"; }

# start NAMESPACE COMMAND...   runs in the background until the script ends
# (ip netns exec replaces itself by the command, so $! is the command's own id)
start() {
    ip netns exec "$@" &
    LAB_PIDS+=($!)
}

# wait_for COMMAND...   waits until it succeeds, for at most ten seconds
wait_for() {
    local _
    for _ in {1..200}; do
        if "$@"; then return; fi
        sleep 0.05
    done
    die "waited in vain for: $*"
}

# listening t|u|S PORT   whether the server listens on that TCP, UDP or SCTP port
listening() { [[ -n $(server ss -Hln"$1" "sport = :$2") ]]; }

lab_cleanup() {
    local status=$?
    trap - EXIT INT TERM
    if ((${#LAB_PIDS[@]})); then
        kill "${LAB_PIDS[@]}" 2>/dev/null || true
        wait "${LAB_PIDS[@]}" 2>/dev/null || true
    fi
    ip netns delete "$CLIENT" 2>/dev/null || true
    ip netns delete "$SERVER" 2>/dev/null || true
    rm -rf "$LAB_TMP"
    exit "$status"
}
trap lab_cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# offloads_off NAMESPACE DEVICE [FEATURE off]...
# Without this the capture would hold segments bigger than any frame, with
# checksums that nobody has filled in.
offloads_off() {
    ip netns exec "$1" ethtool -K "$2" tx off rx off gso off tso off gro off "${@:3}" >/dev/null
}

# addresses CLIENT_DEVICE SERVER_DEVICE
# nodad: the IPv6 addresses are usable at once
addresses() {
    ip -n "$CLIENT" address add 192.0.2.1/24 dev "$1"
    ip -n "$SERVER" address add 192.0.2.2/24 dev "$2"
    ip -n "$CLIENT" address add 2001:db8::1/64 dev "$1" nodad
    ip -n "$SERVER" address add 2001:db8::2/64 dev "$2" nodad
}

lab_links() {
    [[ $EUID == 0 ]] || die 'needs root, for the network namespaces'
    need ip:iproute2 ss:iproute2 ethtool:ethtool tcpdump:tcpdump sysctl:procps
    local ns
    for ns in "$CLIENT" "$SERVER"; do
        ip netns add "$ns"
        # Set before the devices exist, which inherit it: no router solicitations,
        # no duplicate address detection, multicast listener reports at once.
        ip netns exec "$ns" sysctl -qw \
            net.ipv6.conf.{all,default}.router_solicitations=0 \
            net.ipv6.conf.{all,default}.accept_ra=0 \
            net.ipv6.conf.{all,default}.accept_dad=0 \
            net.ipv6.conf.{all,default}.dad_transmits=0 \
            net.ipv6.conf.default.mldv2_unsolicited_report_interval=1
    done
    ip -n "$CLIENT" link add eth0 address 02:00:00:00:00:01 type veth \
        peer name eth0 address 02:00:00:00:00:02 netns "$SERVER"
    for ns in "$CLIENT" "$SERVER"; do
        offloads_off "$ns" eth0
        ip -n "$ns" link set lo up
        ip -n "$ns" link set eth0 up
    done
}

lab_up() {
    lab_links
    addresses eth0 eth0
    settle
}

# Lets the multicast listener reports pass that new addresses cause.
settle() { sleep 1; }

# capture NAMESPACE FILE [TCPDUMP OPTION]...   returns once tcpdump listens
capture() {
    local log=$LAB_TMP/tcpdump.$((${#CAPTURE_PIDS[@]} + 1))
    # immediate mode: no packet is still in a buffer when tcpdump is stopped
    start "$1" tcpdump -Z root --immediate-mode -i eth0 -w "$log.pcap" "${@:3}" 2>"$log"
    CAPTURE_PIDS+=($!)
    CAPTURE_FILES+=("$2")
    wait_for grep -q 'listening on' "$log"
}

# Stops all captures and puts them in place; a run that failed before this
# leaves the earlier capture alone.
capture_stop() {
    local i log
    sleep 0.5 # for the last acknowledgement
    kill "${CAPTURE_PIDS[@]}"
    for i in "${!CAPTURE_PIDS[@]}"; do
        log=$LAB_TMP/tcpdump.$((i + 1))
        wait "${CAPTURE_PIDS[i]}" || die "tcpdump: $(cat "$log")"
        grep -q '^0 packets dropped by kernel' "$log" || die "tcpdump: $(cat "$log")"
        mkdir -p "$(dirname "${CAPTURE_FILES[i]}")"
        mv "$log.pcap" "${CAPTURE_FILES[i]}"
        echo "$NAME: $(grep captured "$log") -> ${CAPTURE_FILES[i]}"
    done
    CAPTURE_PIDS=()
    CAPTURE_FILES=()
}

# page PATH BYTES   puts a file of text on the web server
page() {
    # not "seq | head": pipefail would see seq die of the closed pipe
    mkdir -p "$LAB_TMP/www"
    seq 1 $(($2 / 2)) >"$LAB_TMP/www/$1"
    truncate -s "$2" "$LAB_TMP/www/$1"
    touch -d 2024-01-01T00:00:00Z "$LAB_TMP/www/$1" # for the same ETag each time
}

# Starts nginx on the server, port 80, IPv4 and IPv6.
web_server() {
    need nginx:nginx-light curl:curl
    mkdir -p "$LAB_TMP/www"
    cat >"$LAB_TMP/nginx.conf" <<CONF
user root;              # the pages are in a folder that only root may read
daemon off;
master_process off;
pid $LAB_TMP/nginx.pid;
events { }
http {
    access_log off;
    server_tokens off;
    default_type text/plain;
    client_body_temp_path $LAB_TMP/body;
    server {
        listen 80;
        listen [::]:80;
        root $LAB_TMP/www;
    }
}
CONF
    start "$SERVER" nginx -e stderr -c "$LAB_TMP/nginx.conf"
    wait_for listening t 80
}
