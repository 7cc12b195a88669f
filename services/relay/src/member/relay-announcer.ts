import type { Clock, Counter, Logger, Metrics, RelayName } from "@fairlead/base";
import type { AdvertKey, NodeSet, RelayAdvert, RelayAdverts } from "@fairlead/cluster";
import type { RelayLoad } from "../relay-load.ts";
import type { RelayFace } from "./relay-face.ts";

export interface AnnouncerPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly nodes: NodeSet;
  readonly adverts: RelayAdverts;
}
export interface AnnouncerSettings {
  readonly mesh: boolean;
  readonly release: string;
}

/**
 * Says every second what this relay is and carries [CL-31]; nothing while it has no name. One advert is on its way at a time; the newest is said next. Relays of one address
 * say it under one name, each for itself: whoever reads adds them up [CL-38].
 */
export class RelayAnnouncer {
  readonly #ports: AnnouncerPorts;
  readonly #settings: AnnouncerSettings;
  readonly #failures: Counter;
  #face: RelayFace;
  #next: (() => RelayAdvert | undefined) | undefined;
  #saying: Promise<void> | undefined;
  /** What may stand in the store, until it was taken away. */
  #said: AdvertKey | undefined;
  #failingSinceMs: number | undefined;

  constructor(ports: AnnouncerPorts, settings: AnnouncerSettings, face: RelayFace) {
    this.#ports = ports;
    this.#settings = settings;
    this.#face = face;
    this.#failures = ports.metrics.counter({
      name: "fairlead_relay_adverts_failed_total",
      help: "Adverts of this relay that the store did not take",
    });
  }

  /** From the next advert on. Under another name the one before is taken away first. */
  show(face: RelayFace): void {
    this.#face = face;
  }

  /** Never rejects; resolves when what was to be said then is said, or was not taken. */
  announce(load: RelayLoad | undefined, state: RelayAdvert["state"]): Promise<void> {
    this.#next = () => this.#advertOf(load, state);
    this.#saying ??= this.#sayAll().finally(() => {
      this.#saying = undefined;
    });
    return this.#saying;
  }

  /** Nobody chooses it from now on. */
  async leave(): Promise<void> {
    this.#next = undefined;
    await this.#saying;
    const own = this.#face.name === undefined ? this.#said : this.#keyOf(this.#face.name);
    if (own !== undefined) await this.#ports.adverts.leave(own).catch(() => undefined);
  }

  complaint(): string | undefined {
    if (this.#failingSinceMs === undefined) return undefined;
    const seconds = Math.round((this.#ports.clock.now() - this.#failingSinceMs) / 1000);
    return `the store has not taken this relay's adverts for ${seconds} s; it is chosen by what was last known of it`;
  }

  async #sayAll(): Promise<void> {
    while (this.#next !== undefined) {
      const advert = this.#next();
      this.#next = undefined;
      await this.#say(advert);
    }
  }

  async #say(advert: RelayAdvert | undefined): Promise<void> {
    try {
      if (this.#said !== undefined && this.#said.name !== advert?.name) {
        await this.#ports.adverts.leave(this.#said);
        this.#said = undefined;
      }
      if (advert !== undefined) {
        this.#said = this.#keyOf(advert.name);
        await this.#ports.adverts.advertise(advert);
      }
      this.#failingSinceMs = undefined;
    } catch (error) {
      this.#failures.add();
      this.#failingSinceMs ??= this.#ports.clock.now();
      this.#ports.logger.warn("relay.advert.failed", { error });
    }
  }

  #keyOf(name: RelayName): AdvertKey {
    return { name, node: this.#ports.nodes.self };
  }

  #advertOf(load: RelayLoad | undefined, state: RelayAdvert["state"]): RelayAdvert | undefined {
    const { name, region, latitude, longitude, pools, capacityBps, maxSessions, unproven } = this.#face;
    if (name === undefined) return undefined;
    const { mesh, release } = this.#settings;
    return {
      ...{ ...this.#keyOf(name), region, latitude, longitude, pools, capacityBps, maxSessions, mesh, release },
      ...(unproven ? { unproven } : {}),
      state,
      usedBps: load?.usedBps ?? 0,
      sessions: load?.sessions ?? 0,
      meanSessionBps: load?.meanSessionBps ?? 0,
    };
  }
}
