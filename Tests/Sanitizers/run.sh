#!/usr/bin/env bash
# Builds and runs the tests under a sanitizer: Tests/Sanitizers/run.sh thread|address [filter of the tests' names]
#
# The server that the end-to-end tests start is built with it too. What it reports goes to a file, since its standard error is the
# test's: a report of any process makes the run fail, whatever the tests say.
set -euo pipefail
cd "$(dirname "$0")/../.."

sanitizer="${1:-}"
case "$sanitizer" in
thread | address) ;;
*) echo "usage: $0 thread|address [filter]" >&2 && exit 64 ;;
esac
filter=("${@:2}")

folder=".build/$sanitizer"
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
here="$PWD/Tests/Sanitizers"

# A program that ends must not wait a second for other threads' reports: tests hold how long a server takes to end.
export TSAN_OPTIONS="suppressions=$here/thread.supp atexit_sleep_ms=0 log_path=$reports/report"
export ASAN_OPTIONS="log_path=$reports/report"
export LSAN_OPTIONS="suppressions=$here/leaks.supp print_suppressions=0"

preload=""
if [ "$sanitizer" = thread ]; then
    mkdir -p "$folder"
    clang -Wall -Wextra -Werror -shared -fPIC -O1 -o "$folder/SwiftMutex.so" "$here/SwiftMutex.c"
    preload="$PWD/$folder/SwiftMutex.so"
fi

swift build --build-tests --sanitize="$sanitizer" --scratch-path "$folder"
status=0
# A few tests at a time: what a sanitizer makes ten times slower has to keep the time limits of the tests.
LD_PRELOAD="$preload" swift test --skip-build --sanitize="$sanitizer" --scratch-path "$folder" \
    --experimental-maximum-parallelization-width 8 "${filter[@]/#/--filter=}" || status=$?

if [ -n "$(ls -A "$reports")" ]; then
    for report in "$reports"/*; do head -c 20000 "$report" >&2; done
    echo "the $sanitizer sanitizer has $(ls "$reports" | wc -l) reports" >&2
    exit 1
fi
exit "$status"
