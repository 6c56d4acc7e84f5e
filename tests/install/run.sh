#!/bin/sh
# Installs into a temporary folder and uses what is there, as a user and as a programmer would.
#
#   run.sh BUILD_FOLDER SOURCE_ROOT PREFIX LIBRARY_FOLDER SANITIZERS C_COMPILER...
#
# LIBRARY_FOLDER is below PREFIX; SANITIZERS is Meson's b_sanitize. Prints TAP.
set -eu
build=$1
source=$2
prefix=$3
libraries=$4
sanitizers=$5
shift 5

place=$(mktemp -d "${TMPDIR:-/tmp}/relata-install-XXXXXX")
trap 'rm -rf "$place"' EXIT
root=$place/root$prefix
article="Prime Minister Mark Carney met President Xi Jinping in Gyeongju, South Korea."
failed=0
number=0

# The rest happens outside the source tree, with nothing in the environment that names it.
unset RELATA_GAZETTEERS
mkdir "$place/elsewhere"
cd "$place/elsewhere"

# check NAME COMMAND...: fine if the command succeeds; what it says is shown if not.
check() {
    name=$1
    shift
    number=$((number + 1))
    if "$@" >"$place/said" 2>&1; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        failed=1
    fi
    sed 's/^/# /' "$place/said"
}

installs() {
    meson install -C "$build" --no-rebuild --quiet --destdir "$place/root"
}

has_files() {
    for path in bin/relata include/relata/relata.h include/relata/gazetteer.h include/relata/evaluate.h include/relata/lookup.h include/relata/time.h "$libraries/librelata.so" "$libraries/librelata.so.0" \
        "$libraries/pkgconfig/relata.pc" share/relata/gazetteers/en/people.tsv \
        share/relata/gazetteers/en/names.patterns; do
        [ -f "$root/$path" ] || { echo "$path is not there"; return 1; }
    done
}

works_elsewhere() {
    echo "$article" >article.txt &&
        "$root/bin/relata" build --quiet article.txt &&
        "$root/bin/relata" lookup "Xi Jinping" >answer &&
        grep "Mark Carney" answer
}

# --define-variable, since the files lie where they were put for now and not where relata.pc says.
relata_flags() {
    PKG_CONFIG_PATH=$root/$libraries/pkgconfig pkg-config --define-variable=prefix="$root" "$@" relata
}

has_version() {
    version=$(relata_flags --modversion) && [ "relata $version" = "$("$root/bin/relata" --version)" ]
}

# Word splitting is wanted: these are flags.
# shellcheck disable=SC2046
compiles_shared() {
    "$@" -std=c11 -Wall -Wextra -Werror "$source/tests/install/client.c" -o "$place/shared" \
        $(relata_flags --cflags --libs)
}

# With the shared libraries of others: Debian has not all of them in static form.
# shellcheck disable=SC2046
compiles_static() {
    "$@" -std=c11 "$source/tests/install/client.c" -o "$place/static" $(relata_flags --cflags) \
        "$root/$libraries/librelata.a" $(pkg-config --libs $(relata_flags --print-requires-private)) -pthread -lm
}

runs_shared() {
    LD_LIBRARY_PATH=$root/$libraries "$place/shared" "$root/share/relata/gazetteers" article.txt >shared.graphml &&
        grep -q 'id="person:xi-jinping"' shared.graphml &&
        ldd "$place/shared" | grep -q librelata.so.0
}

runs_static() {
    "$place/static" "$root/share/relata/gazetteers" article.txt >static.graphml &&
        cmp static.graphml shared.graphml &&
        ! ldd "$place/static" | grep librelata
}

echo "1..8"
if [ "$sanitizers" != none ]; then
    set -- "$@" "-fsanitize=$sanitizers"
fi
check "it installs" installs
check "the files are where they belong" has_files
check "the program finds its gazetteers from another folder" works_elsewhere
check "the program and relata.pc agree on the version" has_version
check "a program compiles against the shared library" compiles_shared "$@"
check "and runs" runs_shared
check "a program compiles against the static library" compiles_static "$@"
check "and writes the same bytes" runs_static
exit "$failed"
