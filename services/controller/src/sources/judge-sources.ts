import type { SourceReport } from "@fairlead/cluster";
import type { Service } from "@fairlead/kube";

/** A Service in front of clients. */
export type FrontService = Pick<Service, "metadata" | "spec">;

export interface SourceJudgement {
  readonly status: "True" | "False" | "Unknown";
  readonly reason: "ClientsSeen" | "NoClientsYet" | "AddressesRewritten" | "PortsRewritten" | "ProxyNotTrusted";
  readonly message: string;
  /** Percent of the clients that are seen with an address of their own; `undefined` = nobody was seen. */
  readonly share: number | undefined;
}

/**
 * So many clients tell of a network whose Services are as they should be: one or two may well be programs on a node, or the pod of `helm test`. Where a Service's field says that it rewrites,
 * one client is enough.
 */
export const CLIENTS_TO_JUDGE = 5;
/** A share of clients above which they were rewritten. A node's own programs are few beside a fleet; a rewriting Service touches nearly all that come through another node. */
export const REWRITTEN_SHARE = 0.2;
/** Of NAT tests with two ports. Behind carriers' NAT one in ten to one in four is so; a Service that rewrites makes it nearly all. */
export const PORTS_SHARE = 0.5;
/** As many tests, else half of them is chance. */
export const TESTS_TO_JUDGE = 20;

interface Seen {
  readonly clients: number;
  readonly fromNodes: number;
  readonly fromPods: number;
  readonly natTests: number;
  readonly portsDiffered: number;
}

/** Whether clients are seen with their own address and port [KU-24], of what rendezvous nodes saw in the last minutes; names the field that is wrong. */
export function judgeSources(reports: readonly SourceReport[], services: readonly FrontService[]): SourceJudgement {
  const seen = sum(reports);
  const share = seen.clients === 0 ? undefined : 100 - percent(seen.fromNodes + seen.fromPods, seen.clients);
  const wrong = services.filter(({ spec }) => rewrites(spec));
  const told = `${text(seen)}${affinityText(services)}`;
  if (isRewritten(seen.fromNodes, seen.clients, wrong.length > 0))
    return { status: "False", reason: "AddressesRewritten", message: `${told}; ${remedy(wrong)}`, share };
  if (isRewritten(seen.fromPods, seen.clients, wrong.length > 0))
    return wrong.length > 0
      ? { status: "False", reason: "AddressesRewritten", message: `${told}; ${remedy(wrong)}`, share }
      : { status: "False", reason: "ProxyNotTrusted", message: `${told}; ${PROXY_REMEDY}`, share };
  const testsNeeded = wrong.length > 0 ? 1 : TESTS_TO_JUDGE;
  if (seen.natTests >= testsNeeded && seen.portsDiffered > seen.natTests * PORTS_SHARE)
    return { status: "False", reason: "PortsRewritten", message: `${told}; ${remedy(wrong)}`, share };
  if (seen.clients === 0) return { status: "Unknown", reason: "NoClientsYet", message: `${told}${hint(wrong)}`, share };
  return { status: "True", reason: "ClientsSeen", message: told, share };
}

const PROXY_REMEDY =
  "something in the cluster stands between clients and these pods; do: name its addresses in trustedProxies, if it sends PROXY or X-Forwarded-For, or take clients past it";
const OTHER_REMEDY =
  "the Services keep addresses (externalTrafficPolicy: Local), so something else rewrites them: a load balancer that sends every client to every node, or a network plugin that masquerades; " +
  "do: fairlead doctor HOST from outside, and docs/kubernetes.md on source addresses";

function remedy(wrong: readonly FrontService[]): string {
  if (wrong.length === 0) return OTHER_REMEDY;
  const fields = wrong.map(({ metadata }) => `Service ${metadata.name}: spec.externalTrafficPolicy is Cluster`);
  return `${fields.join(", ")}, which gives clients a node's address and another port; do: set it to Local`;
}

/** A field may be Cluster where a cloud keeps addresses all the same: what clients show decides. */
const hint = (wrong: readonly FrontService[]): string =>
  wrong.length === 0 ? "" : `; ${remedy(wrong)} unless this network keeps addresses all the same`;

function affinityText(services: readonly FrontService[]): string {
  const sticky = services.filter(({ spec }) => spec?.sessionAffinity === "ClientIP");
  if (sticky.length === 0) return "";
  const names = sticky.map(({ metadata }) => metadata.name).join(", ");
  return `; Service ${names}: spec.sessionAffinity is ClientIP, which sends all of an office to one pod; do: set it to None`;
}

/** A ClusterIP Service takes nobody from outside. */
const rewrites = (spec: FrontService["spec"]): boolean =>
  (spec?.type === "LoadBalancer" || spec?.type === "NodePort") && spec.externalTrafficPolicy !== "Local";

function isRewritten(from: number, clients: number, fieldIsWrong: boolean): boolean {
  return from > clients * REWRITTEN_SHARE && clients >= (fieldIsWrong ? 1 : CLIENTS_TO_JUDGE);
}

function sum(reports: readonly SourceReport[]): Seen {
  const total = (of: (report: SourceReport) => number): number => reports.reduce((all, one) => all + of(one), 0);
  return {
    clients: total(({ clients }) => clients),
    fromNodes: total(({ fromNodes }) => fromNodes),
    fromPods: total(({ fromPods }) => fromPods),
    natTests: total(({ natTests }) => natTests),
    portsDiffered: total(({ portsDiffered }) => portsDiffered),
  };
}

function text({ clients, fromNodes, fromPods, natTests, portsDiffered }: Seen): string {
  if (clients === 0) return "no client was seen in the last 5 minutes";
  const ports = natTests === 0 ? "" : `; ${portsDiffered} of ${natTests} NAT tests saw two ports`;
  return `of ${clients} clients ${fromNodes} seem to come from the cluster's nodes and ${fromPods} from its pods${ports}`;
}

const percent = (part: number, whole: number): number => Math.min(100, Math.round((100 * part) / whole));
