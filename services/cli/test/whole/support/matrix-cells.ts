import type { SessionPath, SimulatedClient, SimulatedClientOptions } from "@fairlead/testkit";
import { NatType } from "@fairlead/wire";

type Options = Partial<SimulatedClientOptions>;
export type Wish = Parameters<SimulatedClient["connect"]>[1];

/** The controlling side's transports. */
export const CONTROLLERS: Readonly<Record<string, Options>> = {
  TCP: { mode: "tcp" },
  "TCP with key exchange, signed in": { mode: "tcp", accessToken: "token-of-a-user" },
  WS: { mode: "ws" },
  WSS: { mode: "wss" },
};

/** The controlled side's transports. */
export const DEVICES: Readonly<Record<string, Options>> = {
  UDP: { mode: "udp" },
  TCP: { mode: "tcp", securesRegistration: false },
  "TCP with key exchange": { mode: "tcp" },
  WS: { mode: "ws" },
};

const isWebSocket = ({ mode }: Options): boolean => mode === "ws" || mode === "wss";

export interface Flow {
  /** Both on one address. */
  readonly sameHost: boolean;
  readonly device: Options;
  wish(a: Options, b: Options): Wish;
  /** How the session must come up, given the transports: WebSocket clients always relay. */
  path(a: Options, b: Options): SessionPath;
  /** What the device must have been asked. */
  push(a: Options, b: Options): "punchHole" | "fetchLocalAddr" | "requestRelay";
}

export const FLOWS: Readonly<Record<string, Flow>> = {
  "direct punch": {
    sameHost: false,
    device: {},
    wish: () => ({}),
    path: (a, b) => (isWebSocket(a) || isWebSocket(b) ? "relay" : "direct"),
    push: () => "punchHole",
  },
  "same LAN": {
    sameHost: true,
    device: {},
    wish: () => ({}),
    path: (a, b) => (isWebSocket(a) || isWebSocket(b) ? "relay" : "sameLan"),
    push: (a) => (isWebSocket(a) ? "punchHole" : "fetchLocalAddr"),
  },
  "relay by B": {
    sameHost: false,
    device: { natType: NatType.symmetric },
    wish: () => ({}),
    path: () => "relay",
    push: () => "punchHole",
  },
  "relay by A": {
    sameHost: false,
    device: {},
    wish: (a, b) => ({ relayByA: isWebSocket(a) || isWebSocket(b) ? "atOnce" : "afterPunch" }),
    path: () => "relay",
    push: () => "requestRelay",
  },
  "forced relay": {
    sameHost: true,
    device: {},
    wish: () => ({ forceRelay: true }),
    path: () => "relay",
    push: () => "punchHole",
  },
};
