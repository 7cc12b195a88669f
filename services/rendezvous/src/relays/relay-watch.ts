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
  /** Between two probes of one relay. */
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly licenceKey: string;
}

/** A round of probes is spread over so many steps. */
const STEPS = 3;
/** Probes that begin in one step: 10 a second at the usual times. Where there are more relays, a round takes longer. */
const MOST_PER_STEP = 10;
/** A deadline that comes later than this: the process stood still, and the answer may wait to be read. */
const LATE_MS = 500;

/**
 * Probes the relays, as long as there is more than one to choose from [RC-1]. Whoever fails is out of the choice until it passes again; new ones come first. Our own relays
 * carry brokered sessions only, so they are told of each probe first [RL-3]; others go by their key rule. A relay that drains is not asked: it is not chosen anyway; nor is one
 * whose address was published without a proof from inside, where a probe says nothing [KU-20]: its own words count.
 */
export class RelayWatch implements Disposable {
  readonly #ports: RelayWatchPorts;
  readonly #settings: RelayWatchSettings;
  readonly #dialler: ServerDialler;
  readonly #timer: Disposable;
  /** The step of the last probe, by name; `undefined` while it is under way. */
  readonly #probed = new Map<string, number | undefined>();
  #step = 0;

  constructor(ports: RelayWatchPorts, settings: RelayWatchSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#dialler = new ServerDialler(ports, {
      rendezvous: "localhost:21116",
      webSocket: false,
      secureDomains: false,
      connectTimeoutMs: settings.timeoutMs,
    });
    this.#timer = ports.clock.every(settings.everyMs / STEPS, () => this.#look());
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #look(): void {
    this.#step += 1;
    const relays = this.#ports.relays.snapshot();
    this.#forgetAllBut(relays);
    const [only, ...others] = relays;
    for (const relay of relays) if (relay.unproven) this.#tell(relay, true);
    if (only !== undefined && others.length === 0) this.#tell(only, true);
    else for (const relay of this.#due(relays).slice(0, MOST_PER_STEP)) void this.#probe(relay);
  }

  /** Who waits longest comes first. Relays that share a name are one [CL-38]. */
  #due(relays: readonly RelayView[]): readonly RelayView[] {
    const byName = new Map(relays.filter(isAsked).map((relay) => [relay.name, relay]));
    const last = (relay: RelayView): number => this.#probed.get(relay.name) ?? Number.NEGATIVE_INFINITY;
    const isUnderWay = ({ name }: RelayView): boolean => this.#probed.has(name) && this.#probed.get(name) === undefined;
    return [...byName.values()]
      .filter((relay) => !isUnderWay(relay) && this.#step - last(relay) >= STEPS)
      .sort((one, other) => last(one) - last(other));
  }

  #forgetAllBut(relays: readonly RelayView[]): void {
    const names = new Set<string>(relays.map(({ name }) => name));
    for (const [name, step] of this.#probed) if (step !== undefined && !names.has(name)) this.#probed.delete(name);
  }

  async #probe(relay: RelayView): Promise<void> {
    const begun = this.#step;
    this.#probed.set(relay.name, undefined);
    const serving = await this.#passes(relay);
    this.#probed.set(relay.name, begun);
    if (serving !== undefined) this.#tell(relay, serving);
  }

  /** `undefined`: the relay could not be told of the probe, or this process stood still meanwhile, so that failing it would say nothing of the relay. */
  async #passes({ name }: RelayView): Promise<boolean | undefined> {
    const { clock, random, admissions } = this.#ports;
    const { licenceKey, timeoutMs } = this.#settings;
    const uuid = random.uuid();
    try {
      await admissions.admit({ uuid: sessionUuid(uuid), peerId: "", fromIp: "", purpose: "probe", relay: name });
    } catch {
      // The store is away, which is logged where it is noticed.
      return undefined;
    }
    const startedMs = clock.now();
    const probe = probeRelay(this.#dialler, { relay: name, uuid, licenceKey, timeoutMs });
    const passed = await withDeadline(clock, timeoutMs, probe).catch(() => false);
    const stoodStill = clock.now() - startedMs > timeoutMs + LATE_MS;
    return !passed && stoodStill ? undefined : passed;
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

const isAsked = ({ state, unproven }: RelayView): boolean => state === "serving" && unproven !== true;
