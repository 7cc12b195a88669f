import type { PersistentVolumeClaim, Pod, Service } from "@fairlead/kube";
import type { RendezvousCluster, RendezvousClusterStatus } from "../../api/index.ts";
import { balancerHost } from "../address/balancer-address.ts";
import { nodeAddress } from "../address/node-address.ts";
import { LABELS } from "../names.ts";
import { isReady } from "../relay/pod-facts.ts";
import type { Finding, Snapshot } from "../snapshot.ts";
import { agoMs, durationText } from "../times.ts";
import { versionOf } from "../version-of.ts";
import { isNot, isSo, readyOf, settleConditions, unknown } from "./settle-conditions.ts";

/** On the chart's Services that clients come in by. */
const FRONT = "fairlead.io/front";
/** As of load balancers [KU-23]. */
const CLAIM_PATIENCE_MS = 120_000;

export function clusterStatus(cluster: RendezvousCluster, snapshot: Snapshot): RendezvousClusterStatus {
  const { generation, name } = cluster.metadata;
  const pods = snapshot.pods.filter(({ metadata }) => metadata.labels?.[LABELS.component] === "rendezvous");
  const fronts = snapshot.services.filter(({ metadata }) => metadata.labels?.[FRONT] === "true");
  const ready = pods.filter(isReady);
  const { conditions = [], sourceAddressShare } = snapshot.clusterFindings.get(name) ?? {};
  const parts = [addressFinding(fronts, pods, snapshot.wallMs), storageFinding(snapshot), replicasFinding(pods, ready)];
  const all = [...parts, ...conditions];
  const findings = all.some(({ type }) => type === "Ready") ? all : [...all, readyOf(all, fine(ready))];
  return {
    replicas: ready.length,
    addresses: addresses(fronts, ready, snapshot),
    configVersion: versionOf(cluster.spec),
    ...(sourceAddressShare === undefined ? {} : { sourceAddressShare: Math.round(sourceAddressShare) }),
    conditions: settleConditions(findings, cluster.status?.conditions, snapshot.wallMs, generation),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

const fine = (ready: readonly Pod[]): Finding => isSo("Ready", "Ready", `${ready.length} nodes serve`);

/** Of a balancer its own; else of the nodes whose ports lead to a pod. None where Services within the cluster are all there is: what leads to those is somebody else's. */
function addresses(fronts: readonly Service[], ready: readonly Pod[], { nodes, wallMs }: Snapshot): readonly string[] {
  const balanced = balancers(fronts).map((one) => balancerHost(one, wallMs));
  const texts = balanced.filter((host) => typeof host === "string");
  if (balanced.length > 0) return [...new Set(texts)].slice(0, 32);
  const byNodePort = fronts.some(({ spec }) => spec?.type === "NodePort");
  const open = ready.filter(({ spec }) => byNodePort || spec?.hostNetwork === true);
  const hosts = open.map((pod) =>
    nodeAddress(
      nodes.find((one) => one.metadata.name === pod.spec?.nodeName),
      pod,
    ),
  );
  return [...new Set(hosts.flatMap((found) => found?.host ?? []))].sort().slice(0, 32);
}

const balancers = (fronts: readonly Service[]): readonly Service[] =>
  fronts.filter(({ spec }) => spec?.type === "LoadBalancer");

/** [KU-23] */
function addressFinding(fronts: readonly Service[], pods: readonly Pod[], wallMs: number): Finding {
  const type = "AddressAssigned";
  const hosts = balancers(fronts).map((one) => balancerHost(one, wallMs));
  const missing = hosts.filter((host) => typeof host !== "string");
  const worst = missing.find((one) => one.kind === "missing" && !one.waiting) ?? missing[0];
  if (worst?.kind === "missing")
    return worst.waiting ? unknown(type, worst.reason, worst.message) : isNot(type, worst.reason, worst.message);
  if (new Set(hosts).size > 1) return isNot(type, "AddressesDiffer", differText(fronts, hosts));
  const inside = fronts.length === 0 && pods.length > 0 && pods.every(({ spec }) => spec?.hostNetwork !== true);
  const words = "no Service is for clients: they come by what you put in front of the Services within the cluster";
  return inside ? isSo(type, "InsideOnly", words) : isSo(type, "Assigned");
}

/** Clients dial one name for TCP and UDP. */
function differText(fronts: readonly Service[], hosts: readonly unknown[]): string {
  const each = balancers(fronts).map(({ metadata }, index) => `Service ${metadata.name} has ${hosts[index]}`);
  const step =
    "give both the same address by your balancer's annotations (service.tcpAnnotations, service.udpAnnotations)";
  return `${each.join(", ")}, and clients use one for TCP and UDP; do: ${step}, or set service.split=false`;
}

/** [KU-23] */
function storageFinding({ claims, wallMs }: Snapshot): Finding {
  const isPending = ({ metadata, status }: PersistentVolumeClaim): boolean =>
    status?.phase !== "Bound" && agoMs(metadata.creationTimestamp, wallMs) >= CLAIM_PATIENCE_MS;
  const claim = claims.find(isPending);
  if (claim === undefined) return isSo("StorageReady", claims.length === 0 ? "NotNeeded" : "Bound");
  const since = durationText(agoMs(claim.metadata.creationTimestamp, wallMs));
  const name = claim.spec?.storageClassName;
  const what = `claim ${claim.metadata.name} has had no volume for ${since}`;
  if (name === undefined || name === "") {
    const step = "make a StorageClass the cluster's default, or set redis.persistence.storageClass";
    return isNot("StorageReady", "StorageClassMissing", `${what}, and names no storage class; do: ${step}`);
  }
  const step = `look whether StorageClass ${name} exists and what its provisioner says: kubectl describe pvc ${claim.metadata.name}`;
  return isNot("StorageReady", "ClaimPending", `${what}; do: ${step}`);
}

function replicasFinding(pods: readonly Pod[], ready: readonly Pod[]): Finding {
  const count = `${ready.length} of ${pods.length} rendezvous pods are ready`;
  if (ready.length === 0) return isNot("Available", "NoneReady", `${count}; do: kubectl describe the pods`);
  return isSo("Available", "Available", count);
}
