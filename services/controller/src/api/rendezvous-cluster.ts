import type { KubeObject, Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { conditions, observedGeneration } from "./condition.ts";
import { regionName } from "./region.ts";
import { decimal, list, maybe, parts, text, whole } from "./schema-words.ts";

const host = (description: string) => text(description, 253, { min: 1, pattern: "^[A-Za-z0-9:.\\[\\]-]+$" });

export const rendezvousClusterSpec = parts("The nodes that devices register with, which the chart runs.", {
  domain: maybe(host("The name or address that clients are configured with, such as rd.example.com.")),
  ports: parts(
    "The ports that clients use.",
    {
      main: whole("Main port; the NAT test is one below, WebSocket two above.", {
        min: 3,
        max: 65_532,
        default: 21_116,
      }),
    },
    { default: {} },
  ),
  region: maybe(regionName("The region of these nodes.")),
  trustedProxies: list(
    "Networks whose PROXY headers are believed, such as 10.0.0.0/8. Reported; the chart gives them to the nodes.",
    text("A network.", 64, { min: 1, pattern: "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$" }),
    64,
    { set: true, default: [] },
  ),
  serverList: list(
    "Rendezvous servers that clients are told of, with a serial that rises with each change. Clients with a server of their own configured ignore it.",
    host("A server, such as rd2.example.com."),
    32,
    { set: true, default: [] },
  ),
  keySecretName: maybe(text("The Secret with id_ed25519, which only these nodes hold.", 253)),
  redisSecretName: maybe(text("The Secret with the passwords of Redis.", 253)),
});

export const rendezvousClusterStatus = parts("What is.", {
  replicas: maybe(whole("Rendezvous pods that are ready.")),
  addresses: maybe(list("Where clients reach them.", text("An address.", 300), 32)),
  configVersion: maybe(text("The version of the configuration that this status speaks of.", 64)),
  sourceAddressShare: maybe(
    decimal("How many percent of the clients are seen with an address of their own.", { max: 100 }),
  ),
  conditions,
  observedGeneration,
});

export type RendezvousClusterSpec = Plain<Static<typeof rendezvousClusterSpec>>;
export type RendezvousClusterStatus = Plain<Static<typeof rendezvousClusterStatus>>;
export interface RendezvousCluster extends KubeObject {
  readonly spec: RendezvousClusterSpec;
  readonly status?: RendezvousClusterStatus | undefined;
}
