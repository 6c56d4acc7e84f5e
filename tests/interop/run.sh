#!/bin/sh
# Networks of the example articles, read by other programs: see read_graph.py beside this file.
#
#   run.sh PROGRAM SOURCE_ROOT PYTHON
#
# Prints TAP.
set -eu
program=$(realpath "$1")
source=$(realpath "$2")
python=$3

if ! "$python" -c 'import igraph, networkx' 2>/dev/null || ! command -v xmllint >/dev/null; then
    echo "1..0 # SKIP needs python3-networkx, python3-igraph and libxml2-utils"
    exit 0
fi

place=$(mktemp -d "${TMPDIR:-/tmp}/relata-interop-XXXXXX")
trap 'rm -rf "$place"' EXIT
failed=0
number=0

# check NAME OPTION...: builds with the options, then reads what was written.
check() {
    name=$1
    shift
    number=$((number + 1))
    if "$program" build --quiet "$@" -o "$place/$number/" "$source/examples/news" >"$place/said" 2>&1 &&
        "$python" -B "$source/tests/interop/read_graph.py" "$place/$number/graph.graphml" "$place/$number/graph.json" \
            "$place/$number/relations.graphml" "$place/$number/relations.json" \
            >>"$place/said" 2>&1; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        failed=1
    fi
    sed 's/^/# /' "$place/said"
}

echo "1..5"
cd "$place"
unset RELATA_GAZETTEERS
check "as built by default"
check "over whole documents, with the heavier edges only" --window document --min-documents 2
check "one type only" --types person
check "every measure, on a circle" --measures all --layout circle --backbone noise-corrected --alpha 0.01
check "no measure, no looks, a neighbourhood" --measures none --layout none --ego Xi --top 5
exit "$failed"
