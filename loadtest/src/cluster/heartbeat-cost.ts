import { UdpFleet } from "../udp-fleet.ts";
import { type ClusterMaker, ClusterProcesses } from "./cluster-processes.ts";
import { fleetShape } from "./fleets.ts";

const BEAT_MS = 15_000;
const REGISTRATIONS_PER_SECOND = 4_000;

/** CPU-seconds of one node for 1000 heartbeats, the mean over the nodes of a cluster of this size with `perNode` devices each. */
export async function heartbeatCost(maker: ClusterMaker, nodes: number, perNode: number): Promise<number> {
  await using cluster = await ClusterProcesses.start(maker, { rendezvous: nodes, relays: 0 });
  await using fleets = new AsyncDisposableStack();
  const opened: UdpFleet[] = [];
  for (const [index, { ports }] of cluster.rendezvous.entries()) {
    const target = { clock: maker.clock, address: ports.address, port: ports.main };
    opened.push(fleets.use(await UdpFleet.open(target, fleetShape(index, perNode))));
  }
  for (const fleet of opened) await fleet.registerAll(REGISTRATIONS_PER_SECOND, () => undefined);
  const before = await Promise.all(cluster.rendezvous.map((node) => node.cpuSeconds()));
  const beat = { intervalMs: BEAT_MS, forMs: BEAT_MS, onProgress: () => undefined };
  await Promise.all(opened.map((fleet) => fleet.beat(beat)));
  const after = await Promise.all(cluster.rendezvous.map((node) => node.cpuSeconds()));
  const spent = after.reduce((sum, seconds, index) => sum + seconds - (before[index] ?? 0), 0);
  const answered = opened.reduce((sum, fleet) => sum + fleet.answers, 0);
  return (spent * 1000) / Math.max(1, answered);
}
