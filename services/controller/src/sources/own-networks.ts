import { isIP } from "node:net";
import type { OwnNetworks } from "@fairlead/cluster";
import type { Node } from "@fairlead/kube";

/** Networks given by hand; where one is, it stands for all that is found. */
export interface NetworkOverride {
  readonly nodes?: readonly string[] | undefined;
  readonly pods?: readonly string[] | undefined;
}

/** More than this names no cluster: rendezvous nodes look at every client's address. */
const MOST = 5_000;
/** Of nodes; others are names. */
const ADDRESSES: ReadonlySet<string> = new Set(["ExternalIP", "InternalIP"]);

/** The cluster's own addresses, of its nodes, as rendezvous nodes compare clients' with [KU-24]. The same nodes are the same networks. */
export function ownNetworks(
  nodes: readonly Pick<Node, "spec" | "status">[],
  override: NetworkOverride = {},
): OwnNetworks {
  const addresses = nodes.flatMap(({ status }) => status?.addresses ?? []);
  const own = addresses
    .filter(({ type, address }) => ADDRESSES.has(type) && isIP(address) !== 0)
    .map(({ address }) => asNetwork(address));
  const pods = nodes.flatMap(({ spec }) => spec?.podCIDRs ?? (spec?.podCIDR ? [spec.podCIDR] : []));
  return { nodes: settled(override.nodes ?? own), pods: settled(override.pods ?? pods) };
}

const asNetwork = (address: string): string => `${address}/${address.includes(":") ? 128 : 32}`;

const settled = (networks: readonly string[]): readonly string[] => [...new Set(networks)].sort().slice(0, MOST);
