#!/bin/sh
# program-image.sh PROGRAM NAME OUT.tar
# One of this machine's programs with the libraries it loads, as an image archive that containerd can import: no registry, no builder. It runs as uid 65532 and
# has PROGRAM in its PATH.
set -eu
program=$(command -v "${1:?usage: program-image.sh PROGRAM NAME OUT.tar}") name=${2:?} out=${3:?}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/root/usr/bin" "$folder/root/data" "$folder/root/tmp" "$folder/root/etc"
cp -L "$program" "$folder/root/usr/bin/"
ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$folder/root$(dirname "$library")"
  cp -L "$library" "$folder/root$library"
done
printf 'root:x:0:0::/:\nprogram:x:65532:65532::/data:\n' >"$folder/root/etc/passwd"
chmod 1777 "$folder/root/tmp" "$folder/root/data"
tar -C "$folder/root" --owner=0 --group=0 -cf "$folder/layer.tar" .
layer=$(sha256sum "$folder/layer.tar" | cut -d' ' -f1)
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=amd64 ;; esac
printf '{"architecture":"%s","os":"linux","config":{"User":"65532:65532","Env":["PATH=/usr/bin"],"Entrypoint":["/usr/bin/%s"],"WorkingDir":"/data"},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
  "$arch" "$(basename "$program")" "$layer" >"$folder/config.json"
printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$name" >"$folder/manifest.json"
tar -C "$folder" -cf "$out" manifest.json config.json layer.tar
