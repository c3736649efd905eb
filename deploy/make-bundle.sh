#!/usr/bin/env bash
# Makes one archive for machines without a network: the built program, the packages it runs with, a bill of materials and checksums.
# After npm ci, on a machine of the same system as the target:   deploy/make-bundle.sh <folder>
# Nothing is fetched: packages are those that npm ci checked against the lock file.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?which folder shall it be put into}
name=qungui-$(node -p 'require("./package.json").version')-$(node -p '`${process.platform}-${process.arch}`')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
inside=$work/$name
mkdir -p "$folder" "$inside"

npm run --silent generate >&2
npx --no-install tsc -p tsconfig.build.json --outDir "$inside/dist"
cp package.json package-lock.json .npmrc qungui.example.yaml LICENSE "$inside"
cp -R prisma policies deploy docs "$inside"
rm -rf "$inside/docs/.vitepress/dist"
cp -a node_modules "$inside/node_modules"
(
  cd "$inside"
  npm pkg delete devDependencies
  npm prune --offline --ignore-scripts --no-audit --silent
)
deploy/make-sbom.sh > "$inside/sbom.json"
(cd "$inside" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SHA256SUMS)

# Who packed it and when is left out.
tar --create --gzip --file="$folder/$name.tar.gz" --directory="$work" \
  --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00:00Z' "$name"
(cd "$folder" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$folder/$name.tar.gz"
