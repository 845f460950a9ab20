#!/usr/bin/env bash
#
# Turns captures into flows with every such program that is installed, and prints what each needed, as a table.
#
#   flowtrack-bench/peers.sh CAPTURE...
#
# Wall time is the median of three runs, after one that brings the file into the system's cache; processor time and peak
# memory are of the same run, of all processes of a command together (memory: of the largest). What is not installed is left out.
#
#   PEERS    names of those to run, all if empty: PEERS='flowtrack softflowd'
#   RUNS     how many runs, 3 if empty
#   LIMIT    seconds after which a run is stopped, 300 if empty

set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
runs=${RUNS:-3}
limit=${LIMIT:-300}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# One line each: a name, the programs it needs, and the command: $1 is the capture, $2 an empty folder.
peers=(
    "flowtrack|$here/../flowtrack|exec \"$here/../flowtrack\" flows --max-flows 2000000 --format csv --output \"\$2/flows\" --no-progress \"\$1\""
    # shellcheck disable=SC2016 # for the shell that runs it
    'softflowd|softflowd|exec softflowd -d -r "$1" -m 2000000 -n 127.0.0.1:9 -v 10'
)
