#!/bin/sh
# start-control-plane.sh DIR [STATE]
# Starts etcd, kube-apiserver, kube-controller-manager and kube-scheduler from DIR/bin on free loopback ports.
# STATE (keys, data, logs, pids) is a new temporary folder unless given; several control planes may run side by side.
# Prints two lines for eval:  export KUBECONFIG=...   export KUBE_STATE=...      Stop with: stop-control-plane.sh STATE
# Knobs: SCHEDULER=0 (leave the scheduler out), SERVICE_CIDR, APISERVER_FLAGS, KCM_FLAGS (extra flags, word-split),
# PORTS ("ETCD PEER API": ports that are the caller's), BIND (default 127.0.0.1; under private-network.sh run me by $INSIDE with BIND=192.0.2.1, so that pods reach it too).
# Each program's command is left in STATE/run/NAME.sh: what was stopped by its pid starts again with it.
set -eu
DIR=$(cd "${1:?usage: start-control-plane.sh DIR [STATE]}" && pwd)
STATE=${2:-$(mktemp -d "${TMPDIR:-/tmp}/kube.XXXXXX")}
mkdir -p "$STATE/pki" "$STATE/run" "$STATE/log"
STATE=$(cd "$STATE" && pwd)
BIN=$DIR/bin BIND=${BIND:-127.0.0.1}

# Three different ports nobody listens on, asked of the kernel's tables.
free_ports() {
  awk -v seed="$(od -An -N3 -tu4 /dev/urandom)" 'NR>1 && $4=="0A"{split($2,a,":"); used[a[2]]=1}
    END{srand(seed); while (n<3) {p=20000+int(rand()*9000); h=sprintf("%04X",p); if (!(h in used)) {used[h]=1; n++; print p}}}' /proc/net/tcp
}
# shellcheck disable=SC2046
set -- ${PORTS:-$(free_ports)}
ETCD=$1 PEER=$2 API=$3

# --- keys: one CA, a serving certificate, the aggregator's client certificate, the service account key
if [ ! -f "$STATE/pki/ca.crt" ]; then
  cd "$STATE/pki"
  key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
  cert() { # name subject extensions
    key "$1"
    printf '%s\n' "$3" >"$1.ext"
    openssl req -new -key "$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
  }
  key ca
  openssl req -x509 -new -key ca.key -days 30 -subj /CN=test-ca -out ca.crt 2>/dev/null
  cert apiserver /CN=kube-apiserver "subjectAltName=DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1,IP:$BIND"
  cert front-proxy /CN=front-proxy-client extendedKeyUsage=clientAuth
  # For an aggregated API served on loopback behind the ExternalName service "metrics" in namespace "default".
  cert adapter /CN=adapter "subjectAltName=DNS:localhost,DNS:metrics.default.svc,IP:127.0.0.1"
  key sa
  openssl ec -in sa.key -pubout -out sa.pub 2>/dev/null
  token() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
  # Each component has its own identity, so the authorizer (RBAC) is really asked.
  admin=$(token) kcm=$(token) sched=$(token)
  cat >tokens.csv <<CSV
$admin,admin,1,"system:masters"
$kcm,system:kube-controller-manager,2
$sched,system:kube-scheduler,3
CSV
  chmod 600 tokens.csv ./*.key
fi
kubeconfig() { # file token
  ca=$(base64 -w0 "$STATE/pki/ca.crt")
  # JSON is YAML too: clients without a YAML parser can read it.
  cat >"$1" <<JSON
{"apiVersion": "v1", "kind": "Config", "current-context": "test",
 "clusters": [{"name": "test", "cluster": {"server": "https://$BIND:$API", "certificate-authority-data": "$ca"}}],
 "users": [{"name": "test", "user": {"token": "$2"}}],
 "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"}}]}
JSON
  chmod 600 "$1"
}
nth() { sed -n "$1p" "$STATE/pki/tokens.csv" | cut -d, -f1; }
kubeconfig "$STATE/admin.kubeconfig" "$(nth 1)"
kubeconfig "$STATE/kcm.kubeconfig" "$(nth 2)"
kubeconfig "$STATE/scheduler.kubeconfig" "$(nth 3)"

spawn() { # name command...
  name=$1; shift
  {
    echo "cd '$STATE'"
    printf 'set --'
    for word in "$@"; do printf " '%s'" "$word"; done
    echo
    echo "\"\$@\" >>'$STATE/log/$name.log' 2>&1 </dev/null &"
    echo "echo \$! >'$STATE/run/$name.pid'"
  } >"$STATE/run/$name.sh"
  sh "$STATE/run/$name.sh"
}
cd "$STATE"
spawn etcd "$BIN/etcd" --name t --data-dir "$STATE/etcd" --unsafe-no-fsync --log-level warn \
  --listen-client-urls "http://127.0.0.1:$ETCD" --advertise-client-urls "http://127.0.0.1:$ETCD" \
  --listen-peer-urls "http://127.0.0.1:$PEER" --initial-advertise-peer-urls "http://127.0.0.1:$PEER" \
  --initial-cluster "t=http://127.0.0.1:$PEER"
# No --enable-aggregator-routing: an APIService then resolves its Service by name, and ExternalName "localhost"
# is how a test serves an aggregated API from its own process (Endpoints may not be loopback).
# shellcheck disable=SC2086
spawn kube-apiserver "$BIN/kube-apiserver" --etcd-servers "http://127.0.0.1:$ETCD" \
  --bind-address "$BIND" --secure-port "$API" --advertise-address "$BIND" --endpoint-reconciler-type none \
  --tls-cert-file pki/apiserver.crt --tls-private-key-file pki/apiserver.key --client-ca-file pki/ca.crt \
  --token-auth-file pki/tokens.csv --authorization-mode Node,RBAC --allow-privileged \
  --service-account-issuer https://kubernetes.default.svc \
  --service-account-key-file pki/sa.pub --service-account-signing-key-file pki/sa.key \
  --service-cluster-ip-range "${SERVICE_CIDR:-10.96.0.0/16}" \
  --requestheader-client-ca-file pki/ca.crt --requestheader-allowed-names front-proxy-client \
  --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
  --requestheader-extra-headers-prefix X-Remote-Extra- \
  --proxy-client-cert-file pki/front-proxy.crt --proxy-client-key-file pki/front-proxy.key \
  --kubelet-preferred-address-types InternalIP \
  ${APISERVER_FLAGS:-}

export KUBECONFIG="$STATE/admin.kubeconfig"
tries=0
until [ "$("$BIN/kubectl" get --raw /readyz 2>/dev/null)" = ok ]; do
  tries=$((tries + 1))
  if [ $tries -gt 300 ] || ! kill -0 "$(cat "$STATE/run/kube-apiserver.pid")" 2>/dev/null; then
    echo "the API server did not become ready; last lines of its log:" >&2
    tail -5 "$STATE/log/kube-apiserver.log" >&2
    exit 1
  fi
  sleep 0.2
done
# --use-service-account-credentials: every controller acts under its own account, so RBAC holds for them too.
# The HPA and qps settings only shorten waits.
# shellcheck disable=SC2086
spawn kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig "$STATE/kcm.kubeconfig" \
  --authentication-kubeconfig "$STATE/kcm.kubeconfig" --authorization-kubeconfig "$STATE/kcm.kubeconfig" \
  --controllers '*,-node-ipam-controller,-node-route-controller,-service-lb-controller' \
  --service-account-private-key-file pki/sa.key --root-ca-file pki/ca.crt --use-service-account-credentials \
  --leader-elect=false --secure-port 0 --kube-api-qps 500 --kube-api-burst 1000 \
  --horizontal-pod-autoscaler-sync-period 2s --horizontal-pod-autoscaler-downscale-stabilization 5s ${KCM_FLAGS:-}
[ "${SCHEDULER:-1}" = 0 ] || spawn kube-scheduler "$BIN/kube-scheduler" --kubeconfig "$STATE/scheduler.kubeconfig" \
  --authentication-kubeconfig "$STATE/scheduler.kubeconfig" --authorization-kubeconfig "$STATE/scheduler.kubeconfig" \
  --leader-elect=false --secure-port 0
# Usable once the controllers have made the first service account (pods are refused before).
tries=0
until "$BIN/kubectl" -n default get serviceaccount default >/dev/null 2>&1; do
  tries=$((tries + 1)); [ $tries -gt 150 ] && { tail -5 "$STATE/log/kube-controller-manager.log" >&2; exit 1; }
  sleep 0.2
done
echo "export KUBECONFIG=$KUBECONFIG"
echo "export KUBE_STATE=$STATE"
