#!/bin/sh
# k8s/image/build.sh
# Makes the image of this checkout without a daemon and without a base image, as OCI archive build/image/fairlead.tar, and says how large it is, compressed:
# above 75 MB it fails. Debian, with its buildah. Knobs: IMAGE (name and tag, default localhost/fairlead:VERSION), BUILD (folder, default build/image).
set -eu
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build/image}
LIMIT_BYTES=75000000
mkdir -p "$BUILD"
BUILD=$(cd "$BUILD" && pwd)
version=$(sed -n 's/^ *"version": "\(.*\)",*$/\1/p' services/cli/package.json)
IMAGE=${IMAGE:-localhost/fairlead:$version}
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
node=node_modules/node/bin/node

[ "$(id -u)" = 0 ] || [ -n "${_CONTAINERS_USERNS_CONFIGURED:-}" ] || exec buildah unshare "$0"
k8s/image/root.sh "$BUILD/root"
# Everything of buildah's stays in the folder, so that this machine's other images are not touched. vfs and chroot: no kernel module, no capability beyond root's.
store() { buildah --root "$BUILD/storage" --runroot "$BUILD/run" --storage-driver vfs "$@"; }
store bud --isolation chroot --format oci --timestamp "$(git log -1 --format=%ct 2>/dev/null || echo 0)" --build-context "root=$BUILD/root" \
  --build-arg "VERSION=$version" --build-arg "REVISION=$revision" --file Containerfile --tag "$IMAGE" k8s/image >"$BUILD/build.log" 2>&1 || { tail -30 "$BUILD/build.log" >&2; exit 1; }
grep '^warm: ' "$BUILD/build.log"
rm -f "$BUILD/fairlead.tar"
store push --quiet "$IMAGE" "oci-archive:$BUILD/fairlead.tar:$IMAGE"
store rmi --all --force >/dev/null
echo "$IMAGE" >"$BUILD/name"
"$node" k8s/image/archive/main.ts "$BUILD/fairlead.tar" "$LIMIT_BYTES"
