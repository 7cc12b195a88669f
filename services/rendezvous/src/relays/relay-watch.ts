import { type Clock, type Logger, type Random, sessionUuid, withDeadline } from "@fairlead/base";
import { ServerDialler } from "@fairlead/client";
import type { Admissions, RelayDirectory, RelayView } from "@fairlead/cluster";
import { probeRelay } from "./probe-relay.ts";

export interface RelayWatchPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly relays: RelayDirectory;
  readonly admissions: Admissions;
}
export interface RelayWatchSettings {
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly licenceKey: string;
}

/**
 * Probes the relays, all at once, as long as there is more than one to choose from [RC-1]. Whoever fails is out of the choice until it passes again. Our own relay
 * carries brokered sessions only, so it is told of each probe first [RL-3]; others go by their key rule.
 */
export class RelayWatch implements Disposable {
  readonly #ports: RelayWatchPorts;
  readonly #settings: RelayWatchSettings;
  readonly #dialler: ServerDialler;
  readonly #timer: Disposable;
  readonly #busy = new Set<string>();

  constructor(ports: RelayWatchPorts, settings: RelayWatchSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#dialler = new ServerDialler(ports, {
      rendezvous: "localhost:21116",
      webSocket: false,
      secureDomains: false,
      connectTimeoutMs: settings.timeoutMs,
    });
    this.#timer = ports.clock.every(settings.everyMs, () => this.#look());
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #look(): void {
    const relays = this.#ports.relays.snapshot();
    for (const relay of relays) {
      if (relays.length < 2) this.#tell(relay, true);
      else if (!this.#busy.has(relay.name)) void this.#probe(relay);
    }
  }

  async #probe(relay: RelayView): Promise<void> {
    this.#busy.add(relay.name);
    const serving = await this.#passes(relay);
    this.#busy.delete(relay.name);
    this.#tell(relay, serving);
  }

  async #passes({ name }: RelayView): Promise<boolean> {
    const { clock, random, admissions } = this.#ports;
    const { licenceKey, timeoutMs } = this.#settings;
    const uuid = random.uuid();
    try {
      await admissions.admit({ uuid: sessionUuid(uuid), peerId: "", fromIp: "", purpose: "probe" });
      const probe = probeRelay(this.#dialler, { relay: name, uuid, licenceKey, timeoutMs });
      return await withDeadline(clock, timeoutMs, probe);
    } catch {
      // The deadline, which is an answer too.
      return false;
    }
  }

  /** Only of a relay that is still on the list: the operator may have changed it meanwhile. */
  #tell({ name }: RelayView, serving: boolean): void {
    const { relays, logger } = this.#ports;
    const known = relays.snapshot().find((relay) => relay.name === name);
    if (known === undefined || known.serving === serving) return;
    relays.judge(name, serving);
    if (serving) logger.info("relay.serving", { relay: name });
    else
      logger.warn("relay.unreachable", {
        relay: name,
        reason: `${name} does not relay: two probe connections to it did not meet`,
        setting: "relay-servers",
        do: "see that it runs, takes our key, and can be reached from here",
      });
  }
}
