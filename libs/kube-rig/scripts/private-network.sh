#!/bin/sh
# private-network.sh COMMAND [ARG...]
# Runs COMMAND in a private network with two sides and the real port numbers; nothing can collide with the host, and nothing that COMMAND started outlives it.
# Needs iproute2, util-linux and nftables, and root only where user namespaces are forbidden.
#   outside (COMMAND runs here)        203.0.113.0/24: any process may bind any of these as a client; everything else is routed
#                                      to the cluster side, e.g. nodes 192.0.2.0/24 and load balancer addresses 198.51.100.0/24
#   cluster side ($INSIDE CMD)         192.0.2.0/24 nodes belong to loopback; pods of 10.244.0.0/16 have a network namespace each,
#                                      made by the pod runner; 10.96.0.0/16 services have a route and no owner
# Names are resolved by 192.0.2.1 (the rig's cluster DNS) and nothing else.
# With kube-proxy running on the cluster side, services, node ports and load balancer addresses behave as on a real node: DNAT, masquerade under
# externalTrafficPolicy Cluster, kept source under Local, conntrack.
set -eu
[ $# -gt 0 ] || { echo "usage: private-network.sh COMMAND [ARG...]" >&2; exit 2; }
map=; [ "$(id -u)" = 0 ] || map=--map-root-user
# A process namespace of its own ends everything with COMMAND; where /proc may not be mounted anew it has to do without.
pids="--pid --fork --kill-child --mount-proc"
# shellcheck disable=SC2086
unshare --mount $map $pids true 2>/dev/null || pids=
# shellcheck disable=SC2086,SC2016
exec setpriv --pdeathsig KILL unshare --net --mount $map $pids sh -uc '
  set -e
  PATH=$PATH:/usr/sbin:/sbin; export PATH
  unshare --net sleep 86400 & inside=$!
  trap "kill $inside 2>/dev/null" EXIT
  while [ "$(readlink /proc/$inside/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
  INSIDE="nsenter --target $inside --net"; export INSIDE
  ip link set lo up
  ip link add link1 type veth peer name link0
  ip link set link0 netns $inside
  ip addr add 172.31.255.2/30 dev link1
  ip link set link1 up
  ip route add local 203.0.113.0/24 dev lo
  ip route add default via 172.31.255.1 src 203.0.113.1
  $INSIDE ip link set lo up
  $INSIDE ip addr add 192.0.2.1/32 dev lo       # what masquerade picks: a host-scope 127.0.0.1 would drop the packet
  $INSIDE ip route add local 192.0.2.0/24 dev lo
  $INSIDE ip addr add 172.31.255.1/30 dev link0
  $INSIDE ip link set link0 up
  $INSIDE ip route add default via 172.31.255.2
  $INSIDE sysctl -qw net.ipv4.ip_forward=1 2>/dev/null || true
  [ "$($INSIDE cat /proc/sys/net/ipv4/ip_forward)" = 1 ] || { echo "private-network.sh: forwarding cannot be switched on here" >&2; exit 3; }
  conf=$(mktemp)
  printf "nameserver 192.0.2.1\nsearch default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5 timeout:1\n" >"$conf"
  mount --bind "$conf" /etc/resolv.conf          # seen in here only
  rm -f "$conf"
  set +e
  "$@"' private-network "$@"
