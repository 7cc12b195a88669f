#!/bin/sh
# obtain-tools.sh [DIR]
# Everything the Kubernetes scenarios need, into DIR (default: $FAIRLEAD_KUBE_DIR, else ~/.cache/fairlead/kube): a control plane of one version, kubelet, helm 4 and helm 3.
# What is there is not built again; cold it takes 9-16 minutes, of which the modules and the build cache may be thrown away afterwards (KEEP_CACHE=0).
set -eu
DIR=${1:-${FAIRLEAD_KUBE_DIR:-$HOME/.cache/fairlead/kube}}
HERE=$(cd "$(dirname "$0")" && pwd)
built() { for name in etcd kube-all kubelet helm helm3; do [ -x "$DIR/bin/$name" ] || return 1; done; }
command -v go >/dev/null || built || { echo "no Go, which the Kubernetes programs are built with; do: install Go 1.26 (https://go.dev/dl), or run \`make test\` alone" >&2; exit 3; }

# nft is for kube-proxy, ip for the private network.
missing=; for program in nft:nftables ip:iproute2 openssl:openssl; do
  PATH=$PATH:/usr/sbin:/sbin command -v "${program%%:*}" >/dev/null || missing="$missing ${program##*:}"
done
if [ -n "$missing" ]; then
  echo "installing for the scenarios:$missing"
  root=; [ "$(id -u)" = 0 ] || root=sudo
  # shellcheck disable=SC2086
  { export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends $missing; } ||
    { echo "could not install$missing; do: apt-get install$missing" >&2; exit 3; }
fi

started=$(date +%s)
# One line every 30 s while a step runs: what it is, how long it has taken, how much has been compiled.
step() { # words command...
  what=$1; shift
  echo "kube tools: $what …"
  "$@" >"$DIR/obtain.log" 2>&1 & pid=$!
  trap 'kill $pid 2>/dev/null' INT TERM
  n=0
  while kill -0 $pid 2>/dev/null; do
    sleep 1; n=$((n + 1))
    [ $((n % 30)) -ne 0 ] || echo "kube tools: $what, $n s; $(find "$DIR/cache" -name '*-d' 2>/dev/null | wc -l) packages in the build cache"
  done
  wait $pid || { echo "kube tools: $what failed; the end of $DIR/obtain.log:" >&2; tail -15 "$DIR/obtain.log" >&2; exit 1; }
}
mkdir -p "$DIR"
step "control plane and kubelet (cold: 6-10 min)" env KUBELET=1 "$HERE/build-control-plane.sh" "$DIR"
step "helm 4 and helm 3 (cold: 3-4 min)" "$HERE/tools.sh" "$DIR" helm helm3
echo "kube tools: ready in $DIR after $(($(date +%s) - started)) s"
