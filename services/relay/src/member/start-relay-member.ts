import { relayCount } from "./budget-exchange.ts";
import { ClusterRelay, type MemberThread } from "./cluster-relay.ts";
import type { RelayMember, RelayMemberPorts, RelayMemberSettings } from "./relay-member-ports.ts";

/**
 * Makes a relay a member of the cluster. Resolves when its thread knows its bounds and how many share with it; waits for no store. Rejects with `RelayThreadLostError`.
 * Dispose it before the thread.
 */
export async function startRelayMember(
  ports: RelayMemberPorts,
  thread: MemberThread,
  settings: RelayMemberSettings,
): Promise<RelayMember> {
  const { capacityBps, maxSessions, clusterBps } = settings;
  await thread.share({ relays: relayCount(ports.nodes), shares: [] });
  await thread.bound({ capacityBps, maxSessions, clusterBps });
  const member = new ClusterRelay(ports, thread, settings);
  void member.look();
  return member;
}
