import type { ServerPort } from "./running-server.ts";
import type { ServerPlan } from "./server-plan.ts";

/** The ports of a plan that clients use, lowest first. */
export function clientPorts({ rendezvous, relay, httpsPort }: ServerPlan, hasTls: boolean): readonly ServerPort[] {
  const found: ServerPort[] = [];
  const add = (name: string, port: number, protocols: ServerPort["protocols"] = ["tcp"]): void =>
    void found.push({ name, port, protocols });
  const webSocket = hasTls ? "WebSocket, ws and wss" : "WebSocket";
  if (rendezvous !== undefined) {
    add("NAT test, online query", rendezvous.natTestPort);
    add("registration, sessions", rendezvous.port, ["tcp", "udp"]);
    add(webSocket, rendezvous.wsPort);
  }
  if (relay !== undefined) {
    add("relay", relay.port);
    add(`relay over ${webSocket}`, relay.wsPort);
  }
  if (httpsPort !== undefined) add("WebSocket and API by path", httpsPort);
  return found.sort((a, b) => a.port - b.port);
}
