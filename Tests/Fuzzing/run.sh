#!/usr/bin/env bash
# Builds the fuzzers and runs them:
#   run.sh TARGET [SECONDS | OPTIONS OF LIBFUZZER]   one of query, framing, manifest, upstream, configuration (60 seconds)
#   run.sh all [SECONDS]                             each, two at a time, and a line for each at the end
#   run.sh minimise TARGET                           Corpora/TARGET again, of what it and the last runs found, as small as can be
# What has new coverage is kept in .build/fuzzing/corpora; what ends the process comes into Findings/TARGET.
set -euo pipefail
cd "$(dirname "$0")/../.."

targets="query framing manifest upstream configuration"
export SVCDNS_FUZZING=1 SWIFT_BACKTRACE=enable=no
# Swift keeps the case of an enum in spare bits of its pointers, behind which the sanitizer sees nothing: what is held there would be
# a leak to it. What really leaks meets -rss_limit_mb.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:${ASAN_OPTIONS:-}

# Of several -sanitize= the compiler obeys the last, and SwiftPM gives its two in any order: without the third, what is built now has
# no coverage and now no address sanitizer.
build() {
    swift build -c release --sanitize=fuzzer --sanitize=address -Xswiftc -sanitize=fuzzer,address --product Fuzzer --scratch-path .build/fuzzing
}

# Runs the fuzzer on a target with these options, then its folders: the first is where it writes.
fuzz() {
    local target=$1
    shift
    mkdir -p ".build/fuzzing/corpora/$target" "Tests/Fuzzing/Corpora/$target" "Tests/Fuzzing/Findings/$target"
    SVCDNS_FUZZ_TARGET=$target .build/fuzzing/release/Fuzzer -artifact_prefix="Tests/Fuzzing/Findings/$target/" \
        -dict="Tests/Fuzzing/Dictionaries/$target.txt" -max_len="$(longest "$target")" -detect_leaks=0 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 "$@"
}

# The longest input: a message with what stands in front of it, or a file in which several objects find room.
longest() {
    case $1 in
    query | upstream) echo 4100 ;;
    framing) echo 9000 ;;
    manifest | configuration) echo 3000 ;;
    *) echo "no target: $1; there are $targets" >&2 && return 1 ;;
    esac
}

run() {
    local target=$1
    shift
    fuzz "$target" "$@" ".build/fuzzing/corpora/$target" "Tests/Fuzzing/Corpora/$target"
}

# What the log of a run says in the end.
summary() {
    awk -v target="$1" '
        / cov: / { for (i = 1; i < NF; i++) { if ($i == "cov:") edges = $(i + 1); if ($i == "ft:") features = $(i + 1) } }
        /number_of_executed_units/ { runs = $2 } /average_exec_per_sec/ { rate = $2 }
        END { printf "%s: %d executions, %d a second, %d edges, %d features, no findings\n", target, runs, rate, edges, features }
    ' "$2"
}

all() {
    local seconds=$1 failed=0 logs
    logs=$(mktemp -d)
    printf '%s\n' $targets | xargs -P 2 -I{} bash -c '"$1" {} -max_total_time="$2" >"$3/{}" 2>&1 || touch "$3/{}.failed"' \
        _ "$0" "$seconds" "$logs"
    for target in $targets; do
        if [ -e "$logs/$target.failed" ] || grep -q "Is the code instrumented" "$logs/$target"; then
            failed=1
            tail -60 "$logs/$target" >&2
            echo "$target: a finding, or no run (see above)" >&2
        else
            summary "$target" "$logs/$target"
        fi
    done
    rm -r "$logs"
    return $failed
}

minimise() {
    local target=$1 corpus=Tests/Fuzzing/Corpora/$1 small=.build/fuzzing/small
    rm -rf "$small" && mkdir -p "$small"
    fuzz "$target" -set_cover_merge=1 -use_counters=0 "$small" "$corpus" ".build/fuzzing/corpora/$target"
    rm -rf "$corpus" && mv "$small" "$corpus"
}

[ -n "${SVCDNS_FUZZER_IS_BUILT:-}" ] || build
export SVCDNS_FUZZER_IS_BUILT=1
case ${1:-} in
all) all "${2:-20}" ;;
minimise) minimise "${2:?TARGET}" ;;
"") echo "which target? $targets" >&2 && exit 1 ;;
*)
    target=$1
    longest "$target" >/dev/null
    shift
    case ${1:-60} in
    -*) run "$target" "$@" ;;
    *) run "$target" -max_total_time="${1:-60}" "${@:2}" ;;
    esac
    ;;
esac
