#!/usr/bin/env bash
# Prints the bill of materials of what runs, in the form of CycloneDX:   deploy/make-sbom.sh > sbom.json
# Made of the lock file alone, and nothing is fetched. npm sbom --omit=dev leaves out whatever something of development wants,
# too, such as axios and zod: so development is taken out first.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/qungui"
cp package.json package-lock.json "$work/qungui"
cd "$work/qungui"
npm pkg delete devDependencies
npm install --package-lock-only --offline --ignore-scripts --no-audit --cache="$work/cache" --silent >&2
npm sbom --sbom-format=cyclonedx --package-lock-only --cache="$work/cache"
