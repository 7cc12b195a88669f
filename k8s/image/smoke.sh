#!/bin/sh
# k8s/image/smoke.sh [ARCHIVE]
# Runs the image as a cluster would: its own user and command line, root file system read-only, no capability, no new privileges, an empty /data; in a network
# of its own. A simulated client registers there, another one opens a relayed session with it. Root (or buildah unshare), buildah, iproute2, util-linux.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$here/build/image}
archive=${1:-$BUILD/fairlead.tar}
[ -f "$archive" ] || { echo "image smoke: $archive is missing; do: make image" >&2; exit 1; }
[ "$(id -u)" = 0 ] || [ -n "${_CONTAINERS_USERNS_CONFIGURED:-}" ] || exec buildah unshare "$0" "$@"

if [ -z "${SMOKE_ROOT:-}" ]; then
  store() { buildah --root "$BUILD/storage" --runroot "$BUILD/run" --storage-driver vfs "$@"; }
  container=$(store from --quiet --pull-never "oci-archive:$archive")
  trap 'store rm "$container" >/dev/null; store rmi --all --force >/dev/null' EXIT
  told() { store inspect --type container --format "$1" "$container"; }
  SMOKE_ROOT=$(store mount "$container")
  SMOKE_USER=$(told '{{.OCIv1.Config.User}}')
  SMOKE_ENV=$(told '{{range .OCIv1.Config.Env}}{{.}} {{end}}')
  SMOKE_COMMAND=$(told '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}{{range .OCIv1.Config.Cmd}}{{.}} {{end}}')
  export SMOKE_ROOT SMOKE_USER SMOKE_ENV SMOKE_COMMAND
  unshare --mount --net --pid --fork --kill-child "$0" "$archive"
  exit
fi

mount --make-rprivate /
mount --bind "$SMOKE_ROOT" "$SMOKE_ROOT"
mount --rbind /dev "$SMOKE_ROOT/dev"
mount -t proc proc /proc
mount -t proc proc "$SMOKE_ROOT/proc"
mount -t tmpfs -o "mode=0700,uid=${SMOKE_USER%%:*},gid=${SMOKE_USER##*:}" tmpfs "$SMOKE_ROOT/data"
mount -o remount,bind,ro "$SMOKE_ROOT"
ip link set lo up
# shellcheck disable=SC2086 # the words of the image's own settings
setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid env -i $SMOKE_ENV "$(command -v chroot)" --userspec="$SMOKE_USER" "$SMOKE_ROOT" $SMOKE_COMMAND >"$BUILD/smoke.log" 2>&1 &
server=$!
status=0
"$here/node_modules/node/bin/node" "$here/services/cli/test/image/main.ts" "$SMOKE_ROOT/data" $server || { status=$?; tail -20 "$BUILD/smoke.log" >&2; }
kill -TERM $server
wait $server || true
exit $status
