import { isIP } from "node:net";
import { type Endpoint, resolveRelay, splitHostPort } from "@fairlead/client";
import { checkPort, increasePort } from "@fairlead/wire";
import type { ProofWish } from "./proof.ts";

/** One way to the relay that clients will take. */
export interface ProofWay {
  /** For people: `tcp relay.example.com:21117`. */
  readonly what: string;
  readonly endpoint: Endpoint;
}

const RELAY_PORT = 21_117;
const AS_WRITTEN = { webSocket: false, rendezvousPort: 0, secureDomains: false };

/** How clients reach this address [KU-22]: a URL as it is; else by TCP, and by WebSocket two ports further where that was asked for. */
export function waysTo({ address, webSocket }: Pick<ProofWish, "address" | "webSocket">): readonly ProofWay[] {
  const endpoint = resolveRelay(address, AS_WRITTEN);
  if (endpoint.kind === "ws") return [{ what: endpoint.url, endpoint }];
  const tcp = { what: `tcp ${checkPort(address, RELAY_PORT)}`, endpoint };
  return webSocket ? [tcp, webSocketWay(address)] : [tcp];
}

/** The pod's own door, which nothing stands in front of. */
export function podWay({ podIp, podPort }: Pick<ProofWish, "podIp" | "podPort">): ProofWay {
  return { what: `the pod's own ${hostText(podIp)}:${podPort}`, endpoint: { kind: "tcp", host: podIp, port: podPort } };
}

/** By its port also where it is a name, which a client dials without one: that the port leads to this pod is what is to be known. */
function webSocketWay(address: string): ProofWay {
  const { host, port } = splitHostPort(increasePort(checkPort(address, RELAY_PORT), 2));
  const url = `ws://${hostText(host)}:${port}`;
  return { what: url, endpoint: { kind: "ws", url } };
}

const hostText = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);
