import { type Clock, ExpiringMap, errorMessage, type Logger } from "@fairlead/base";
import { PUBLIC_SERVERS_KEY } from "@fairlead/client";
import type { ClientTransport } from "@fairlead/protocol";
import type { DepartedPeer } from "../presence/departed-peers.ts";

export interface OperatorSettings {
  readonly keySetting: string;
  readonly port: number;
  readonly registrationsPerAddress: number;
}

/** One subject is told of once in this time: a client repeats itself every few seconds. */
const REPEAT_MS = 60_000;
/** Two devices with one identity take it from each other every few seconds; a roaming one moves now and then. */
const FLAPPING_MS = 180_000;
const FLAPPING_MOVES = 6;
const MAX_SUBJECTS = 10_000;

/**
 * What an operator should hear, in the words of the failure the client shows: what is wrong, the setting it hangs on, one step. A client that repeats itself is
 * not told of again for a minute, except a refused key, which address blockers count.
 */
export class OperatorEvents {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #settings: OperatorSettings;
  readonly #moves = new ExpiringMap<string, { count: number }>({ capacity: MAX_SUBJECTS, lifetimeMs: FLAPPING_MS });
  readonly #told = new ExpiringMap<string, true>({ capacity: MAX_SUBJECTS, lifetimeMs: REPEAT_MS });

  constructor(logger: Logger, clock: Clock, settings: OperatorSettings) {
    this.#logger = logger;
    this.#clock = clock;
    this.#settings = settings;
  }

  /** "Key mismatch". One line each, with `ip`: fail2ban reads it. */
  keyRefused(ip: string, id: string, offered: string): void {
    this.#logger.info("auth.key_refused", {
      ip,
      id,
      role: "rendezvous",
      reason: `key refused: ${ip} sent ${nameOfKey(offered)}`,
      setting: this.#settings.keySetting,
      do: "paste config-string's output into that client",
    });
  }

  /** "Remote desktop is offline". */
  silentPeer(id: string, departed: DepartedPeer | undefined): void {
    if (this.#toldOf(`silent ${id}`)) return;
    const since = departed === undefined ? "since this server started" : `for ${this.#age(departed.lastSeenMs)}`;
    const last = departed === undefined ? "" : `, last by ${departed.transport}`;
    this.#logger.warn("peer.silent", {
      id,
      reason: `${id} silent ${since}${last}`,
      ...this.#advice(departed?.transport),
    });
  }

  /** "ID does not exist". */
  unknownPeer(id: string, fromIp: string): void {
    if (this.#toldOf(`unknown ${id}`)) return;
    this.#logger.info("peer.unknown", {
      id,
      ip: fromIp,
      reason: `${id} has never registered here`,
      setting: "ID server (device)",
      do: "paste config-string's output into that device",
    });
  }

  /** "Online, yet unreachable". */
  registrationRefused(ip: string, id: string): void {
    if (this.#toldOf(`refused ${ip}`)) return;
    const limit = this.#settings.registrationsPerAddress;
    this.#logger.warn("registration.refused", {
      ip,
      id,
      reason: `RegisterPk refused: ${ip} over ${limit} new devices a minute, or one device over 3 in 6 s`,
      setting: "register-allow",
      do: `if ${ip} is an office of yours, add its CIDR`,
    });
  }

  /** The client throws its id away when it hears of it: people ask why. */
  idConflict(ip: string, id: string): void {
    if (this.#toldOf(`conflict ${id}`)) return;
    this.#logger.warn("registration.conflict", {
      ip,
      id,
      reason: `${id} is registered with another machine id than ${ip} sent, so ${ip} takes a new id`,
      setting: "id (device)",
      do: "if both were cloned from one image, clear RustDesk's configuration in the image",
    });
  }

  /** A device that is here has registered from another place. "Online, yet unreachable", now and then. */
  moved(id: string, fromIp: string, toIp: string): void {
    const nowMs = this.#clock.now();
    const moves = this.#moves.get(id, nowMs) ?? { count: 0 };
    if (moves.count === 0) this.#moves.set(id, moves, nowMs);
    moves.count += 1;
    if (moves.count < FLAPPING_MOVES || this.#toldOf(`flapping ${id}`)) return;
    this.#logger.warn("peer.flapping", {
      id,
      ip: toIp,
      reason: `${id} keeps moving, ${moves.count} times in ${FLAPPING_MS / 60_000} min, now from ${fromIp} to ${toIp}`,
      setting: "id and uuid (device)",
      do: "if two machines were cloned from one image, clear RustDesk's configuration on one",
    });
  }

  storeFailed(what: string, error: unknown): void {
    this.#logger.error("store.failed", {
      what,
      reason: errorMessage(error),
      setting: "DB_URL",
      do: "see that the disk has room and the database file can be written",
    });
  }

  #advice(transport: ClientTransport | undefined): { readonly setting: string; readonly do: string } {
    const { port } = this.#settings;
    if (transport === undefined || transport === "udp")
      return { setting: `${port}/udp (firewall)`, do: "open it, or set disable-udp=Y there" };
    return { setting: `${port}/tcp, WebSocket (network)`, do: "see that the device runs and has a network" };
  }

  #age(sinceMs: number): string {
    const seconds = Math.round((this.#clock.now() - sinceMs) / 1000);
    return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  }

  #toldOf(subject: string): boolean {
    const nowMs = this.#clock.now();
    if (this.#told.get(subject, nowMs) !== undefined) return true;
    this.#told.set(subject, true, nowMs);
    return false;
  }
}

function nameOfKey(offered: string): string {
  if (offered === PUBLIC_SERVERS_KEY) return "the public RustDesk key";
  return offered === "" ? "no key" : "another key";
}
