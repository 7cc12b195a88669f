import { fileURLToPath } from "node:url";
import { clientConfig, idServerAt } from "../client-config.ts";
import type { LocalCluster, LocalClusterSettings } from "./local-cluster.ts";
import { BUS_PORT, REDIS_PORT } from "./local-places.ts";
import { redisPid } from "./local-redis.ts";

/** As it can be typed in any folder. */
const COMMAND = fileURLToPath(new URL("../../../../node_modules/.bin/fairlead", import.meta.url));

/** What runs where, and how a client finds it. */
export function clusterText({ places, nodes, redis, publicKey }: LocalCluster, settings: LocalClusterSettings): string {
  const { rendezvous, relays, mainPort } = places;
  const [first = ""] = rendezvous;
  const client = clientConfig({ host: first, port: mainPort, publicKey, apiUrl: "", relay: "" });
  const addresses = [
    ...rendezvous.map((address) => `${address}:${mainPort}`),
    ...relays.map((address) => `${address}:${mainPort + 1}`),
  ];
  const rows = [
    ["redis", `${places.redis}:${REDIS_PORT}`, redisPid(redis)],
    ...nodes.map(({ name, process }, index) => [name, addresses[index] ?? "", process.pid]),
  ];
  return `${[
    "",
    `A cluster of ${rendezvous.length} rendezvous nodes and ${relays.length} relays runs in ${settings.folder}.`,
    "",
    ...rows.map(([name, address, pid]) => `  ${String(name).padEnd(8)}${String(address).padEnd(22)}pid ${pid}`),
    "",
    `The nodes speak to each other on port ${BUS_PORT}; each one's log is in its folder.`,
    "",
    "In a client on this machine, Settings > Network > ID/Relay server:",
    `  ID server   ${client.idServer}   (or any other: ${rendezvous
      .slice(1)
      .map((host) => idServerAt(host, mainPort))
      .join(", ")})`,
    `  Key         ${publicKey}`,
    "or import this (rustdesk --config STRING):",
    `  ${client.configString}`,
    "As behind DNS round robin, with a name of several addresses in /etc/hosts:",
    ...rendezvous.map((host) => `  ${host}  cluster.test`),
    "",
    `${COMMAND} ctl --data-dir ${settings.folder}/rd-1 nodes`,
    "",
  ].join("\n")}\n`;
}
