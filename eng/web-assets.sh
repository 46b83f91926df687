#!/usr/bin/env bash
# Fetches the console's vendored web assets anew, at the versions below, with their licences. Whoever runs or builds the host
# doesn't need it: what it fetches is committed.
#
#   eng/web-assets.sh
#
# Needs npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly tabler=1.6.1 icons=3.51.0 htmx=4.0.1 uplot=1.6.32 axe=4.14.1
readonly lib=src/BuildingBlocks/CampusCafe.BuildingBlocks.Console/wwwroot/lib

# Of thousands, those that the pages show.
readonly -a shown=(home clock-play messages shopping-cart server-2 users sun-moon logout coffee)

fetched="$(mktemp -d)"
readonly fetched
trap 'rm -rf "$fetched"' EXIT

# Unpacks one package and prints the folder.
fetch() {
  local archive
  archive="$(npm pack --silent --pack-destination "$fetched" "$1@$2")"
  mkdir -p "$fetched/$1"
  tar -xzf "$fetched/$archive" -C "$fetched/$1" --strip-components=1
  echo "$fetched/$1"
}

# The package's licence, or the one that it names, beside its files.
put() {
  local folder=$1
  shift
  mkdir -p "$lib/$folder"
  cp "$@" "$lib/$folder/"
}

rm -rf "$lib"
from="$(fetch @tabler/core "$tabler")"
put tabler "$from/dist/css/tabler.min.css"
sed -i 's|/\*# sourceMappingURL=.*||' "$lib/tabler/tabler.min.css"
from="$(fetch @tabler/icons "$icons")"
put tabler "$from/LICENSE" # Of one project and one text: Tabler's own package leaves it out.
{
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  for name in "${shown[@]}"; do
    tr '\n' ' ' <"$from/icons/outline/$name.svg" | sed -E -e "s|<svg[^>]*>|<symbol id=\"$name\" viewBox=\"0 0 24 24\">|" -e 's|</svg>|</symbol>|' -e 's|  +| |g'
    echo
  done
  echo '</svg>'
} >"$lib/tabler/icons.svg"
from="$(fetch htmx.org "$htmx")"
put htmx "$from/dist/htmx.min.js" "$from/LICENSE"
sed -i 's|//# sourceMappingURL=.*||' "$lib/htmx/htmx.min.js"
from="$(fetch uplot "$uplot")"
put uplot "$from/dist/uPlot.iife.min.js" "$from/dist/uPlot.min.css" "$from/LICENSE"

# Only for the browser tests.
readonly tests=tests/CampusCafe.BrowserTests/lib
from="$(fetch axe-core "$axe")"
mkdir -p "$tests/axe"
cp "$from/axe.min.js" "$from/LICENSE" "$tests/axe/"
printf 'tabler %s\nicons %s\nhtmx %s\nuplot %s\n' "$tabler" "$icons" "$htmx" "$uplot" >"$lib/versions.txt"
