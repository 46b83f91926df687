#!/usr/bin/env bash
# Writes each schema's migrations as one idempotent SQL script per server, for whoever has to read or run them by hand.
#
#   eng/migration-scripts.sh           writes src/Host/CampusCafe.Database.*/Scripts/*.sql
#   eng/migration-scripts.sh --check   fails when a script isn't what the migrations say
#
# Needs a build and `dotnet tool restore`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

check=false
[[ "${1:-}" == --check ]] && check=true
stale=0
written="$(mktemp)"
trap 'rm -f "$written"' EXIT

for server in Postgres SqlServer; do
  project="src/Host/CampusCafe.Database.$server"
  mkdir -p "$project/Scripts"
  while IFS= read -r file; do
    context="$(basename "$file" .cs)"
    module="$(tr '[:upper:]' '[:lower:]' <<<"${context%DbContext}")"
    script="$project/Scripts/$module.sql"
    dotnet ef migrations script --idempotent --no-build --project "$project" --startup-project "$project" \
      --context "$context" --output "$written" >/dev/null
    # Without the byte order mark, and with one kind of line end.
    sed -i -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' "$written"
    if $check; then
      cmp -s "$written" "$script" || { echo "$script isn't what the migrations say: run eng/migration-scripts.sh"; stale=1; }
    else
      cp "$written" "$script"
      chmod 644 "$script"
      echo "$script"
    fi
  done < <(find src/Modules -name '*DbContext.cs' | sort; find src/BuildingBlocks -name QuartzDbContext.cs)
done
exit "$stale"
