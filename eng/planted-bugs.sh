#!/usr/bin/env bash
# Shows that the simulation finds bugs: plants each patch of eng/planted-bugs in a copy of the tree, one at a time, and
# runs seeds until one fails. Prints the seed, what it found and the shortest story; fails when a bug is not found.
#
#   eng/planted-bugs.sh [seeds, 200 by default] [name of one patch]
set -euo pipefail

seeds=${1:-200}
only=${2:-}
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
copy=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$copy"' EXIT
git -C "$root" worktree add --quiet --detach "$copy" HEAD
missed=0

for patch in "$root"/eng/planted-bugs/*"$only"*.patch; do
    name=$(basename "$patch" .patch)
    echo "== $name: $(head -n 1 "$patch")"
    git -C "$copy" checkout --quiet .
    git -C "$copy" apply "$patch"
    dotnet build "$copy/tests/CampusCafe.Benchmarks" -c Release -v q -nologo -p:TreatWarningsAsErrors=false -clp:ErrorsOnly
    found=$(dotnet "$copy/tests/CampusCafe.Benchmarks/bin/Release/net10.0/CampusCafe.Benchmarks.dll" simulate --seed 1 --seeds "$seeds" --stop || true)
    if grep -q '^shortest' <<<"$found"; then
        grep -E '^(--seed|shortest)' <<<"$found" | cut -c1-400
    else
        echo "NOT FOUND in $seeds seeds"
        missed=$((missed + 1))
    fi
done

exit "$missed"
