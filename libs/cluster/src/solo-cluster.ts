import type { ClusterPorts } from "./cluster-ports.ts";
import { noGeography } from "./geography.ts";
import type { MessageBus } from "./message-bus.ts";
import type { NodeSet } from "./node-set.ts";
import { noLocations } from "./peer-locations.ts";
import { noTenants } from "./tenant-store.ts";
import { noWaitIndex } from "./wait-index.ts";

const nothing: Disposable = { [Symbol.dispose]: () => undefined };

/** One node that nobody has to reach: its slot is 0. */
const soloNodes: NodeSet = {
  self: { slot: 0, epoch: "solo" },
  proven: true,
  nodes: () => [],
  ownerState: (owner) =>
    owner.epoch === "solo" ? { kind: "self" } : { kind: "gone", forMs: Number.POSITIVE_INFINITY },
  watch: () => nothing,
};

const soloBus: MessageBus = {
  send: () => "bus_unknown_node",
  receive: () => nothing,
  follow: () => undefined,
  linked: () => false,
  [Symbol.asyncDispose]: async () => undefined,
};

/** A cluster of one: what a server on one machine is given. Nothing in it waits, fails or remembers. */
export const soloCluster: ClusterPorts = {
  nodes: soloNodes,
  bus: soloBus,
  locations: noLocations,
  waitIndex: noWaitIndex,
  tenants: noTenants,
  geography: noGeography,
  settings: undefined,
  counters: undefined,
};

/** Whether nobody else is there, ever: then nothing is looked up or announced. */
export const isSolo = ({ nodes }: Pick<ClusterPorts, "nodes">): boolean => nodes === soloNodes;
