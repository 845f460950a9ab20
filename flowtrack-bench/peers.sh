#!/usr/bin/env bash
#
# Turns captures into flows with every program for that which is installed, and prints side by side what each needed.
#
#   flowtrack-bench/peers.sh CAPTURE...
#
# Each program writes what it says to a file. It runs once to bring the capture into the system's cache, then RUNS times; the
# row is the run with the median wall time. Processor time is that of all its processes, memory that of the largest one.
# The table also goes to flowtrack-bench/results/peers.md, where the page of results takes it from.
#
#   PEERS                 which to run, all if empty: PEERS='flowtrack softflowd'
#   RUNS                  how many runs, 3 if empty
#   LIMIT                 seconds after which a run is stopped, 300 if empty
#   FLOWTRACK_JAVA_OPTS   Java's options for flowtrack, -Xmx1g if not set

set -uo pipefail

me=${BASH_SOURCE[0]}
here=$(cd "$(dirname "$me")" && pwd)
flowtrack=$here/../flowtrack
runs=${RUNS:-3}
limit=${LIMIT:-300}
export FLOWTRACK_JAVA_OPTS=${FLOWTRACK_JAVA_OPTS--Xmx1g}

# Runs one program on a capture; what it writes goes into the folder.
run_one() {
    local name=$1 capture=$2 folder=$3
    case $name in
        flowtrack) exec "$flowtrack" flows --max-flows 2000000 -o "$folder/out" "$capture" ;;
        flowtrack-csv) exec "$flowtrack" flows --max-flows 2000000 --format csv -o "$folder/out" "$capture" ;;
        # Its export goes to the port where data are discarded; whether somebody listens makes no difference.
        # Without the option -c none it waits for ever where its unprivileged user may not enter the folder.
        softflowd)
            exec softflowd -d -r "$capture" -m 2000000 -v 10 -n 127.0.0.1:9 -p "$folder/pid" -c none >"$folder/out" 2>&1
            ;;
        argus) argus -r "$capture" -w - | ra -n -r - >"$folder/out" ;;
        nfpcapd)
            mkdir "$folder/flows"
            nfpcapd -B 2000000 -r "$capture" -w "$folder/flows" >/dev/null && nfdump -R "$folder/flows" -o csv >"$folder/out"
            ;;
        ndpiReader) exec ndpiReader -i "$capture" >"$folder/out" 2>&1 ;;
        tcptrace) exec tcptrace -n "$capture" >"$folder/out" ;;
        tshark) exec tshark -n -r "$capture" -q -z conv,tcp >"$folder/out" ;;
    esac
}

# The programs that it consists of.
programs_of() {
    case $1 in
        flowtrack | flowtrack-csv) echo "$flowtrack" ;;
        argus) echo argus ra ;;
        nfpcapd) echo nfpcapd nfdump ;;
        *) echo "$1" ;;
    esac
}

# How many flows it says there are; around those of a table stand headings and a summary. argus reports flows again and again,
# nfdump each direction by itself.
flows_found() {
    local out=$2/out
    case $1 in
        flowtrack) echo $(($(wc -l <"$out") - 2)) ;;
        flowtrack-csv) echo $(($(wc -l <"$out") - 1)) ;;
        softflowd) sed -n 's/^Flows exported: \([0-9]*\).*/\1/p' "$out" ;;
        argus) wc -l <"$out" ;;
        nfpcapd) sed -n '/^Summary/,$p' "$out" | sed -n '3s/,.*//p' ;;
        ndpiReader) sed -n 's/^[[:space:]]*Unique flows:[[:space:]]*\([0-9]*\).*/\1/p' "$out" ;;
        tcptrace) grep -c '^ *[0-9]*: ' "$out" ;;
        tshark) grep -c ' <-> ' "$out" ;;
    esac
}

# A line of what time -v wrote.
measured() {
    sed -n "s/^[[:space:]]*$1: //p" "$2"
}

# Runs it once under time; prints wall and processor seconds, MiB, flows, and the exit status.
measure() {
    local name=$1 capture=$2 folder
    folder=$(mktemp -d "$scratch/XXXXXX")
    command time -v -o "$folder/time" timeout "$limit" "$me" --one "$name" "$capture" "$folder" 2>"$folder/errors"
    local wall
    wall=$(measured 'Elapsed .*' "$folder/time" | awk -F: '{ s = 0; for (i = 1; i <= NF; i++) s = s * 60 + $i; printf "%.2f", s }')
    awk -v wall="$wall" \
        -v user="$(measured 'User time (seconds)' "$folder/time")" \
        -v kernel="$(measured 'System time (seconds)' "$folder/time")" \
        -v kib="$(measured 'Maximum resident set size (kbytes)' "$folder/time")" \
        -v status="$(measured 'Exit status' "$folder/time")" \
        -v flows="$(flows_found "$name" "$folder" 2>/dev/null)" \
        'BEGIN { printf "%s %.2f %.0f %s %s\n", wall, user + kernel, kib / 1024, flows == "" ? "?" : flows, status }'
    if [[ $(measured 'Exit status' "$folder/time") != 0 ]]; then
        head -n 3 "$folder/errors" >&2
    fi
    rm -rf "$folder"
}

compare() {
    local capture=$1 packets name program missing
    packets=$("$flowtrack" flows --format csv -o /dev/null "$capture" 2>&1 | sed -n 's/^\([0-9]*\) packets\{0,1\}: .*/\1/p')
    if [[ -z $packets ]]; then
        echo "$capture is no capture that can be read whole" >&2
        return 1
    fi
    echo
    echo "$(basename "$capture"): $packets packets, $(stat -L -c %s "$capture") bytes"
    echo
    echo '| program | wall s | processor s | peak MiB | packets/s | flows told |'
    echo '|---|--:|--:|--:|--:|--:|'
    for name in ${PEERS:-flowtrack flowtrack-csv softflowd argus nfpcapd ndpiReader tcptrace tshark}; do
        missing=
        for program in $(programs_of "$name"); do
            command -v "$program" >/dev/null || missing=$program
        done
        if [[ -n $missing ]]; then
            echo "$name is left out: $missing is not installed" >&2
            continue
        fi
        row "$name" "$capture" "$packets"
    done
}

row() {
    local name=$1 capture=$2 packets=$3 first
    first=$(measure "$name" "$capture")
    if [[ $first == *' 0' ]]; then
        for ((i = 0; i < runs; i++)); do
            measure "$name" "$capture"
        done | sort -n | sed -n "$(((runs + 1) / 2))p"
    else
        echo "$first"
    fi | awk -v name="$name" -v packets="$packets" '
        $NF == 124 { printf "| %s | stopped after %s | %s | %s | | |\n", name, $1, $2, $3; exit }
        $NF != 0 { printf "| %s | failed with status %s | | | | |\n", name, $NF; exit }
        { printf "| %s | %s | %s | %s | %.0f | %s |\n", name, $1, $2, $3, packets / ($1 > 0 ? $1 : 0.01), $4 }'
}

if [[ ${1:-} == --one ]]; then
    run_one "$2" "$3" "$4"
    exit
fi
if (($# == 0)); then
    sed -n '3,/^$/s/^#[[:space:]]\{0,1\}//p' "$me" >&2
    exit 2
fi
if ! command time -v -o /dev/null true 2>/dev/null; then
    echo 'GNU time is needed: the Debian package time' >&2
    exit 3
fi
me=$here/$(basename "$me")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$here/results"
for capture in "$@"; do
    compare "$capture"
done | tee "$here/results/peers.md"
