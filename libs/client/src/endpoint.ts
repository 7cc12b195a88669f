import { isIP } from "node:net";
import { checkPort, increasePort } from "@fairlead/wire";

/** Where and how to dial. */
export type Endpoint =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "ws"; readonly url: string };

export interface EndpointSettings {
  /** The client's `allow-websocket` option. */
  readonly webSocket: boolean;
  /** Port of the configured rendezvous server. */
  readonly rendezvousPort: number;
  /** The client's `api-server` option starts with https: domains are dialled by wss. */
  readonly secureDomains: boolean;
}

/**
 * `host:port`, or a ws/wss URL, as clients dial it: a URL verbatim; with WebSocket on, an IP literal at port + 2 (the NAT-test port too lands on the
 * id service), a domain without any port at `/ws/id` or `/ws/relay`. (hc check_ws)
 */
export function resolveEndpoint(address: string, settings: EndpointSettings): Endpoint {
  if (/^wss?:\/\//.test(address)) return { kind: "ws", url: address };
  const { host, port } = splitHostPort(address);
  if (!settings.webSocket) return { kind: "tcp", host, port };
  const isNatTest = port === settings.rendezvousPort - 1;
  if (isIP(host) !== 0) {
    const urlHost = host.includes(":") ? `[${host}]` : host;
    return { kind: "ws", url: `ws://${urlHost}:${isNatTest ? port + 3 : port + 2}` };
  }
  const scheme = settings.secureDomains ? "wss" : "ws";
  const service = isNatTest || port === settings.rendezvousPort ? "id" : "relay";
  return { kind: "ws", url: `${scheme}://${host}/ws/${service}` };
}

/** What a client makes of a relay_server string: default port 21117, then as any endpoint. */
export function resolveRelay(relayServer: string, settings: EndpointSettings): Endpoint {
  return resolveEndpoint(checkPort(relayServer, 21117), settings);
}

/** The relay a client assumes when it was told none: its own rendezvous host, port + 1. */
export function assumedRelay(rendezvous: string): string {
  return increasePort(rendezvous, 1);
}

/** Port 0 when there is none. */
export function splitHostPort(address: string): { readonly host: string; readonly port: number } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(address);
  if (bracketed !== null) return { host: bracketed[1] ?? "", port: Number(bracketed[2] ?? 0) };
  const colon = address.lastIndexOf(":");
  if (colon < 0 || isIP(address) === 6) return { host: address, port: 0 };
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
