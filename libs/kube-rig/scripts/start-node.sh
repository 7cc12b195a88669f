#!/bin/sh
# start-node.sh DIR STATE [IMAGE.tar...]
# Adds a real node, node-1, to a control plane started with BIND=192.0.2.1: containerd (Debian: containerd runc
# containernetworking-plugins) and a kubelet (build-control-plane.sh with KUBELET=1). Root, on the cluster side of private-network.sh ($INSIDE).
# The images are OCI or docker archives ("buildah push IMAGE oci-archive:IMAGE.tar:NAME"); pods name them with
# imagePullPolicy Never or IfNotPresent. Follow with start-kube-proxy.sh. Pods ask 192.0.2.1 for names.
set -eu
DIR=$(cd "${1:?usage: start-node.sh DIR STATE [IMAGE.tar...]}" && pwd) STATE=$(cd "${2:?usage: start-node.sh DIR STATE [IMAGE.tar...]}" && pwd)
shift 2
[ -n "${INSIDE:-}" ] || { echo "start-node.sh: run me under private-network.sh" >&2; exit 2; }
mkdir -p "$STATE/node/cni"
cd "$STATE/node"
# The sandbox image: one static program, written as a tar that containerd can import.
mkdir -p pause
cp "$DIR/bin/pause" pause/pause
tar -C pause -cf layer.tar pause
layer=$(sha256sum layer.tar | cut -d' ' -f1)
printf '{"architecture":"amd64","os":"linux","config":{"Entrypoint":["/pause"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$layer" >config.json
printf '[{"Config":"config.json","RepoTags":["localhost/pause:dev"],"Layers":["layer.tar"]}]' >manifest.json
tar -cf pause.tar manifest.json config.json layer.tar
cat >containerd.toml <<TOML
version = 2
root = "$STATE/node/root"
state = "$STATE/node/state"
[grpc]
  address = "$STATE/node/c.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:dev"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$STATE/node/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "${SNAPSHOTTER:-native}"
TOML
cat >cni/10-pods.conflist <<JSON
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
 {"type": "ptp", "ipam": {"type": "host-local", "dataDir": "$STATE/node/ipam", "ranges": [[{"subnet": "10.244.1.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
 {"type": "portmap", "capabilities": {"portMappings": true}}]}
JSON
# cgroup settings that work on both cgroup versions and without a cgroup hierarchy of our own.
cat >kubelet.yaml <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
failSwapOn: false
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
localStorageCapacityIsolation: false
containerRuntimeEndpoint: unix://$STATE/node/c.sock
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
evictionHard: {memory.available: 50Mi}
clusterDNS: [192.0.2.1]
clusterDomain: cluster.local
imageGCHighThresholdPercent: 100
YAML
PATH=$PATH:/usr/sbin:/sbin containerd --config containerd.toml >"$STATE/log/containerd.log" 2>&1 </dev/null &
echo $! >"$STATE/run/containerd.pid"
until ctr -a c.sock version >/dev/null 2>&1; do sleep 0.1; done
for image in pause.tar "$@"; do ctr -a c.sock -n k8s.io images import "$image" >/dev/null; done
"$DIR/bin/kubelet" --config kubelet.yaml --kubeconfig "$STATE/admin.kubeconfig" --hostname-override node-1 --node-ip 192.0.2.1 \
  --root-dir "$STATE/node/kubelet" --cert-dir "$STATE/node/pki" >"$STATE/log/kubelet.log" 2>&1 </dev/null &
echo $! >"$STATE/run/kubelet.pid"
tries=0
until [ "$("$DIR/bin/kubectl" --kubeconfig "$STATE/admin.kubeconfig" get node node-1 -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}' 2>/dev/null)" = True ]; do
  tries=$((tries + 1))
  [ $tries -lt 450 ] || { tail -5 "$STATE/log/kubelet.log" >&2; exit 1; }
  sleep 0.2
done
