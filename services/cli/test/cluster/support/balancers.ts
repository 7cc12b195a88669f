import { writeProxyV2 } from "@fairlead/net";
import { TcpBalancer } from "@fairlead/testkit";
import type { TestCluster } from "./test-cluster.ts";

/** One balancer for each TCP port of the rendezvous nodes, at one address; each says by PROXY v2 who connects, and goes on to the next node where one refuses. */
export async function openBalancers(cluster: TestCluster, address: string): Promise<readonly TcpBalancer[]> {
  const [first] = cluster.rendezvous;
  if (first === undefined) return [];
  const { main, natTest, webSocket } = first.ports;
  return Promise.all(
    [main, natTest, webSocket].map((port) =>
      TcpBalancer.open({
        listenAddress: address,
        listenPort: port,
        targets: cluster.rendezvous.map(({ ports }) => ({ host: ports.address, port })),
        sourceAddress: address,
        preamble: (client) => writeProxyV2(client.remoteAddress ?? "", client.remotePort ?? 0),
      }),
    ),
  );
}
