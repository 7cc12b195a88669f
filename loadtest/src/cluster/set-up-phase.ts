import type { Clock, Random } from "@fairlead/base";
import { SimulatedClient } from "@fairlead/testkit";
import { Latencies, type Percentiles } from "../latencies.ts";
import { sourceAddress } from "../loopback-sources.ts";
import type { ClusterProcesses } from "./cluster-processes.ts";

export interface SetUpTotals {
  readonly sameNode: Percentiles;
  readonly acrossNodes: Percentiles;
  readonly failures: readonly string[];
}

const FIRST_CLIENT = 2_000_000;

/** How long a relayed session takes to come up, from the request to the device's first word: A on the device's node, and A on another with the reply on a third. In turn. */
export async function measureSetUp(
  ports: { readonly clock: Clock; readonly random: Random },
  cluster: ClusterProcesses,
  pairs: number,
): Promise<SetUpTotals> {
  const [sameNode, acrossNodes] = [new Latencies(), new Latencies()];
  const failures: string[] = [];
  for (let n = 0; n < pairs * 2; n += 1) {
    const across = n % 2 === 1;
    const outcome = await oneSetUp(ports, cluster, n, across);
    if (typeof outcome === "string") failures.push(outcome);
    else (across ? acrossNodes : sameNode).add(outcome);
  }
  return { sameNode: sameNode.percentiles(), acrossNodes: acrossNodes.percentiles(), failures };
}

/** Milliseconds, or why not. */
async function oneSetUp(
  ports: { readonly clock: Clock; readonly random: Random },
  cluster: ClusterProcesses,
  n: number,
  across: boolean,
): Promise<number | string> {
  const nodes = cluster.rendezvous.map(({ ports: { address } }) => address);
  const home = n % nodes.length;
  const at = (step: number): string => nodes[(home + step) % nodes.length] ?? "";
  let connections = 0;
  // The device registers at its home by its first connection; what it answers later goes to a third node.
  const deviceHosts = (): readonly string[] => {
    connections += 1;
    return [connections === 1 || !across ? at(0) : at(2)];
  };
  await using device = client(ports, cluster, n * 2, deviceHosts);
  await using controller = client(ports, cluster, n * 2 + 1, () => [at(across ? 1 : 0)]);
  await device.register(20_000);
  const askedMs = ports.clock.now();
  const outcome = await controller.connect(device.id, { forceRelay: true });
  if (outcome.kind === "failed") return outcome.text;
  const tookMs = ports.clock.now() - askedMs;
  outcome.session.stream.destroy();
  return tookMs;
}

function client(
  ports: { readonly clock: Clock; readonly random: Random },
  cluster: ClusterProcesses,
  n: number,
  hosts: () => readonly string[],
): SimulatedClient {
  return new SimulatedClient(ports, {
    rendezvous: cluster.rendezvous[0]?.rendezvous ?? "",
    hosts,
    key: cluster.publicKey,
    id: String(700_000_000 + n),
    localAddress: sourceAddress(FIRST_CLIENT + n),
    mode: n % 2 === 0 ? "udp" : "tcp",
  });
}
