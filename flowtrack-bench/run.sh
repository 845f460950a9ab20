#!/usr/bin/env bash
#
# Builds the benchmarks, runs them on every Java it finds (17 and 25, or JAVA_HOME), and makes the page of results.
#
#   flowtrack-bench/run.sh                   everything, about 25 minutes for each Java
#   flowtrack-bench/run.sh --quick           a look at everything, 3 minutes: proves that it works, measures little
#   flowtrack-bench/run.sh [JMH arguments]   what you ask for, as JMH prints it; no page is made
#
#   JAVA_HOME   the only Java to use

set -euo pipefail
cd "$(dirname "$0")/.."
bench=flowtrack-bench
jar=$bench/target/benchmarks.jar

# Prints the folder of each Java to measure.
javas() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        echo "$JAVA_HOME"
        return
    fi
    local found
    found=$(compgen -G '/usr/lib/jvm/*/bin/java' | sort -u || true)
    local java version seen=' '
    for java in $found; do
        version=$(major "$java")
        [[ $version == 17 || $version == 25 ]] || continue
        [[ $seen == *" $version "* ]] && continue
        seen+="$version "
        dirname "$(dirname "$java")"
    done | sort
    if [[ -z $found ]]; then
        dirname "$(dirname "$(readlink -f "$(command -v java)")")"
    fi
}

major() {
    "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p'
}

# What the page says about where the figures come from.
surroundings() {
    local changed=
    [[ -z $(git status --porcelain -- . ":!$bench/RESULTS.md" ":!$bench/results.svg" 2>/dev/null) ]] || changed=' with changes'
    echo "Commit: $(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)$changed"
    echo "Date: $(date -u +%Y-%m-%d), load before: $(cut -d' ' -f1 /proc/loadavg)"
    echo "Processor: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
    echo "Memory: $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
    echo "System: $(uname -sr)"
    echo "Command: \`flowtrack-bench/run.sh${1:+ $1}\`"
}

mvn -q package -pl "$bench" -am -Dmaven.test.skip -Dmaven.javadoc.skip -Dmaven.source.skip -Dcheckstyle.skip \
    -Dspotless.check.skip -Djacoco.skip -Denforcer.skip

mode=${1:-}
if (($# > 0)) && [[ $mode != --quick ]]; then
    exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" "$@"
fi

arguments=(-prof gc -prof io.flowtrack.bench.CpuTime -prof io.flowtrack.bench.CallTimes -foe true)
# Growth and whole files are single shots, which need no time; their number of warm-ups is their own.
timed='(Dissect|Naive|Tracker|Batch|Sharded|Sweep)'
if [[ $mode == --quick ]]; then
    steady=(-wi 1 -i 2 -w 200ms -r 200ms -p 'flows=100,10000')
    single=(-wi 1 -i 1)
else
    steady=(-wi 5 -i 5 -w 1s -r 1s)
    single=()
fi

folders=()
while read -r home; do
    folder=$bench/results/$(major "$home/bin/java")
    mkdir -p "$folder"
    surroundings "$mode" >"$folder/surroundings.txt"
    "$home/bin/java" -jar "$jar" "$timed" "${arguments[@]}" "${steady[@]}" -rf json -rff "$folder/steady.json"
    "$home/bin/java" -jar "$jar" '(Growth|File)' "${arguments[@]}" "${single[@]}" -rf json -rff "$folder/single.json"
    folders+=("$folder")
done < <(javas)

peers=()
[[ ! -f $bench/results/peers.md ]] || peers=(--peers "$bench/results/peers.md")
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" report --into "$bench" "${peers[@]}" "${folders[@]}"
echo "See $bench/RESULTS.md"
