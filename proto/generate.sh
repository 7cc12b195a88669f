#!/usr/bin/env bash
# Writes the protobuf code of libs/wire/src/gen from the .proto files beside this script.
#   proto/generate.sh            writes it in place
#   proto/generate.sh --check    fails when the committed code is not what the .proto files give
#   proto/generate.sh FOLDER     writes it to another folder
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
committed="$root/libs/wire/src/gen"
files=(rendezvous.js rendezvous.d.ts bus.js bus.d.ts)

generate() {
  mkdir -p "$1"
  static_module "$1" fairlead rendezvous rendezvous.proto message.proto
  static_module "$1" fairleadbus bus bus.proto
}

# FOLDER ROOT NAME PROTO...: only what the wire needs, encode and decode. Unknown fields are handled at field level, 64-bit numbers in body codecs.
static_module() {
  local folder="$1" root_name="$2" name="$3"
  shift 3
  (cd "$root/proto" && "$root/node_modules/.bin/node" "$root/node_modules/protobufjs-cli/bin/pbjs" \
    --target static-module --wrap esm --dependency protobufjs/minimal.js --root "$root_name" \
    --no-create --no-verify --no-convert --no-delimited --no-typeurl --no-service \
    --dts --out "$folder/$name.js" "$@")
}

check() {
  local fresh
  fresh="$(mktemp -d)"
  trap "rm -rf '$fresh'" EXIT
  generate "$fresh"
  for file in "${files[@]}"; do
    cmp "$fresh/$file" "$committed/$file" || {
      echo "libs/wire/src/gen/$file is not what proto/*.proto gives: run 'make proto' and commit the result" >&2
      exit 1
    }
  done
}

case "${1:-}" in
  --check) check ;;
  "") generate "$committed" ;;
  *) generate "$1" ;;
esac
