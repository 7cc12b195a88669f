import { adviceLine, SettingsError } from "@fairlead/runtime";
import type { Role } from "./role.ts";
import type { WordReader } from "./word-reader.ts";

const DEFAULT_PORT = 21_116;
const DEFAULT_RELAY_PORT = DEFAULT_PORT + 1;
/** NAT test one below, the relay's WebSocket three above the main port. */
const SMALLEST_PORT = 3;
const LARGEST_PORT = 65_535;

export interface PortPlan {
  readonly main: number;
  readonly natTest: number;
  readonly ws: number;
  readonly relay: number;
  readonly relayWs: number;
}

/** All five client ports; a role that serves only some leaves the others alone. */
export function planPorts(role: Role, reader: WordReader): PortPlan {
  const main = role === "relay" ? DEFAULT_PORT : (reader.port("port") ?? DEFAULT_PORT);
  const relay = planRelayPort(role, reader, main);
  const plan = { main, natTest: main - 1, ws: main + 2, relay, relayWs: relay + 2 };
  checkRange(role, reader, plan);
  checkCollisions(role, reader, plan);
  if (role === "rendezvous" && plan.ws === DEFAULT_RELAY_PORT) warnOfNeighbour(reader, plan);
  return plan;
}

/** Alone: `-p` is meant literally, `PORT=n` of a file or the environment is the other server's and means n + 1 (hbbr's rule). */
function planRelayPort(role: Role, reader: WordReader, main: number): number {
  if (role !== "relay") return reader.port("relay-port") ?? main + 1;
  const port = reader.port("port");
  if (port === undefined) return DEFAULT_RELAY_PORT;
  return reader.written("port")?.source === "flag" ? port : port + 1;
}

function checkRange(role: Role, reader: WordReader, plan: PortPlan): void {
  if (plan.main < SMALLEST_PORT) {
    reader.refuse(
      "port",
      `port ${plan.main} leaves no room for the NAT test port below it`,
      `use ${SMALLEST_PORT} or more`,
    );
  }
  const highest = Math.max(role === "relay" ? 0 : plan.ws, role === "rendezvous" ? 0 : plan.relayWs);
  if (highest > LARGEST_PORT) {
    reader.refuse("port", `port ${highest} would be needed and does not exist`, "choose a lower port");
  }
}

/** Ours by name: what each port of the plan is for. */
function namedPorts(role: Role, plan: PortPlan): readonly (readonly [string, number])[] {
  const rendezvous = [
    ["NAT test", plan.natTest],
    ["main", plan.main],
    ["WebSocket", plan.ws],
  ] as const;
  const relay = [
    ["relay", plan.relay],
    ["relay WebSocket", plan.relayWs],
  ] as const;
  if (role === "standalone") return [...rendezvous, ...relay];
  return role === "rendezvous" ? rendezvous : relay;
}

/** Two of our own listeners can never share a port; say which two before the kernel says only "in use". */
function checkCollisions(role: Role, reader: WordReader, plan: PortPlan): void {
  const taken = new Map<number, string>();
  const own = (["https-port", "ops-port"] as const).flatMap((name) => {
    const port = reader.port(name);
    return port === undefined ? [] : [[name, port] as const];
  });
  for (const [name, port] of [...namedPorts(role, plan), ...own]) {
    const other = taken.get(port);
    if (other !== undefined) refuseCollision(reader, other, name, port);
    taken.set(port, name);
  }
}

function refuseCollision(reader: WordReader, first: string, second: string, port: number): never {
  const word = second === "https-port" || second === "ops-port" ? second : "relay-port";
  const advice = {
    reason: `the ${first} port and the ${second} port would both be ${port}`,
    setting: reader.setting(word),
    do: "move one of them; from PORT follow PORT-1 (NAT test), PORT+1 (relay), PORT+2 and PORT+3 (WebSocket)",
  };
  throw new SettingsError(adviceLine(advice));
}

/** A mistake of widely read guides: `hbbs -p 21115`. */
function warnOfNeighbour(reader: WordReader, plan: PortPlan): void {
  reader.notices.warn({
    reason: `port ${plan.main} puts the WebSocket port on ${plan.ws}, which is the relay's default port`,
    setting: reader.setting("port"),
    do: `use -p ${DEFAULT_PORT}: the main port, not the NAT test port`,
  });
}
