import type { Route } from "@fairlead/client";
import { NatType } from "@fairlead/wire";
import { type ClientTimings, QUICK_TIMINGS } from "./client-timings.ts";

/** How the client talks to its servers: `tcp` is the option disable-udp, `ws` and `wss` the option allow-websocket. */
export type ClientMode = "udp" | "tcp" | "ws" | "wss";

export interface SimulatedClientSettings {
  /** `host:port`; with mode `wss` a domain, led to the server by `route`. */
  readonly rendezvous: string;
  readonly mode: ClientMode;
  /** The option `key`; empty = not configured, so the public servers' key is sent and trusted. */
  readonly key: string;
  readonly id: string;
  /** The machine id; a random one when absent. */
  readonly uuid?: Uint8Array;
  /** Non-empty = signed in. */
  readonly accessToken: string;
  /** The host this client runs on: one of 127.0.0.0/8. */
  readonly localAddress: string;
  readonly natType: number;
  /** The option `relay-server`. */
  readonly relayServer: string;
  /** Direct connections may be listened for. */
  readonly listens: boolean;
  /** False = RegisterPk over TCP in clear: no real client does, servers take it all the same. */
  readonly securesRegistration: boolean;
  /** The option enable-udp-punch of the controlling side. */
  readonly udpPunch: boolean;
  readonly version: string;
  readonly noRegisterDevice: boolean;
  readonly timings: ClientTimings;
  readonly ca?: string;
  readonly route?: Route;
  /** Stands in for DNS: the addresses of the rendezvous server's name, asked anew for every connection. */
  readonly hosts?: () => readonly string[];
  /** Where datagrams go when something that takes TCP only stands before the server. */
  readonly udpHosts?: () => readonly string[];
}

export const CLIENT_DEFAULTS: Omit<SimulatedClientSettings, "rendezvous" | "id"> = {
  mode: "udp",
  key: "",
  accessToken: "",
  localAddress: "127.0.0.1",
  natType: NatType.asymmetric,
  relayServer: "",
  listens: true,
  securesRegistration: true,
  udpPunch: false,
  version: "1.4.9",
  noRegisterDevice: false,
  timings: QUICK_TIMINGS,
};
