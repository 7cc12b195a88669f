#!/bin/sh
# start-kube-proxy.sh DIR STATE [NODE]
# Starts a real kube-proxy (nftables mode; Debian: nftables) for NODE (default node-1, which the pod runner registers first).
# Only on the cluster side of private-network.sh ($INSIDE): it writes firewall rules. Start the API server with BIND=192.0.2.1 so that pods reach it too.
# A LoadBalancer service gets its address from the pod runner, or by hand:
#   kubectl patch service NAME --subresource status --type merge -p '{"status":{"loadBalancer":{"ingress":[{"ip":"198.51.100.1"}]}}}'
set -eu
DIR=${1:?usage: start-kube-proxy.sh DIR STATE [NODE]} STATE=${2:?usage: start-kube-proxy.sh DIR STATE [NODE]}
[ -n "${INSIDE:-}" ] || { echo "start-kube-proxy.sh: run me under private-network.sh" >&2; exit 2; }
PATH=$PATH:/usr/sbin:/sbin
# The conntrack limits belong to the host and stay as they are (0 = leave alone).
"$DIR/bin/kube-proxy" --kubeconfig "$STATE/admin.kubeconfig" --hostname-override "${3:-node-1}" --proxy-mode nftables \
  --cluster-cidr 10.244.0.0/16 --detect-local-mode ClusterCIDR --nodeport-addresses 192.0.2.0/24 \
  --conntrack-max-per-core 0 --conntrack-min 0 --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0 \
  --healthz-bind-address 127.0.0.1:10256 --metrics-bind-address 127.0.0.1:10249 \
  >"$STATE/log/kube-proxy.log" 2>&1 </dev/null &
echo $! >"$STATE/run/kube-proxy.pid"
tries=0
until nft list table ip kube-proxy >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { tail -5 "$STATE/log/kube-proxy.log" >&2; exit 1; }
  sleep 0.2
done
