import { SharedValue, type SharedValueAnswer, type SharedValuePorts } from "./shared-value.ts";

/** As `ctl servers` shares it. */
const NAME = "server-list";
/** Every client of the fleet is told of every change: two lists in turn are news once a minute. */
const CHANGES_EVERY_MS = 60_000;
/** What clients have at first: a smaller serial reaches nobody. */
const CLIENTS_BEGIN_WITH = 3;
/** What `ctl servers` takes. */
const LAST_SERIAL = 999_999_999;

interface ServerList {
  readonly serial: number;
  readonly servers: readonly string[];
}

/**
 * The server list of a RendezvousCluster, pushed to clients with a serial that rises with each change [KU-27]. It reaches only clients that were configured with no server of their own:
 * a client with `custom-rendezvous-server`, which is nearly every one of a private server, ignores it. An empty list is nobody's: what `ctl servers` said stays. Otherwise a list that
 * `ctl` made is overruled.
 */
export class ServerListPush {
  readonly #value: SharedValue;

  constructor(ports: SharedValuePorts) {
    this.#value = new SharedValue(ports, { name: NAME, changesEveryMs: CHANGES_EVERY_MS });
  }

  /** Call it as often as you like. Rejects with `StoreUnavailableError`. */
  push(servers: readonly string[]): Promise<SharedValueAnswer> {
    return this.#value.keep(servers.join(), (now) => nextListText(servers, now));
  }
}

/** `undefined` = what is there stays. */
export function nextListText(servers: readonly string[], now: string | undefined): string | undefined {
  if (servers.length === 0) return undefined;
  const there = readList(now);
  if (there.servers.join() === servers.join()) return undefined;
  const serial = Math.max(there.serial, CLIENTS_BEGIN_WITH) + 1;
  return serial > LAST_SERIAL ? undefined : JSON.stringify({ serial, servers });
}

function readList(text: string | undefined): ServerList {
  const none = { serial: 0, servers: [] };
  if (text === undefined) return none;
  try {
    const { serial, servers } = JSON.parse(text) as { readonly serial?: unknown; readonly servers?: unknown };
    const isList = Array.isArray(servers) && servers.every((one) => typeof one === "string");
    return typeof serial === "number" && isList ? { serial, servers } : none;
  } catch {
    // Not ours; what comes after it is.
    return none;
  }
}
