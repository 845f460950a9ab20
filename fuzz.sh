#!/usr/bin/env bash
# Runs every fuzz target for an equal share of the given time: ./fuzz.sh SECONDS [a part of their names]
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:?"usage: ./fuzz.sh SECONDS [PART_OF_NAME]"}

mapfile -t targets < <(grep -rl --include='*Fuzz.java' '@FuzzTest' ./*/src/test | grep -F -- "${2:-}" | sort)
((${#targets[@]})) || { echo "no fuzz target has '${2:-}' in its name" >&2; exit 2; }
share=$((seconds / ${#targets[@]}))
((share > 0)) || { echo "less than a second for each of ${#targets[@]} fuzz targets" >&2; exit 2; }

names=$(printf '%s\n' "${targets[@]}" | sed 's|.*/||; s|\.java$||' | paste -sd, -)
modules=$(printf '%s\n' "${targets[@]}" | cut -d/ -f2 | sort -u | paste -sd, -)
echo "$names: $share s each"
# a virtual machine fuzzes the first target it meets and no other, so each gets one of its own
JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${share}s mvn -q test -pl "$modules" -am -Dtest="$names" -DforkCount=1 \
    -DreuseForks=false -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip -Dspotless.check.skip -Dcheckstyle.skip
