#!/usr/bin/env bash
# Builds the benchmarks and runs them: flowtrack-bench/run.sh [JMH arguments]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q package -pl flowtrack-bench -am -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip
exec java -jar flowtrack-bench/target/benchmarks.jar "$@"
