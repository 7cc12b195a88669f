import type { Clock, Counter, Logger, Metrics } from "@fairlead/base";
import type { NodeSet, RelayAdvert, RelayAdverts } from "@fairlead/cluster";
import type { RelayLoad } from "../relay-load.ts";
import type { RelayMemberSettings } from "./relay-member-ports.ts";

export interface AnnouncerPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly nodes: NodeSet;
  readonly adverts: RelayAdverts;
}

/**
 * Says every second what this relay is and carries [CL-31]. One advert is on its way at a time; the newest is said next. Relays of one address say it under one name, each
 * for itself: whoever reads adds them up [CL-38].
 */
export class RelayAnnouncer {
  readonly #ports: AnnouncerPorts;
  readonly #settings: RelayMemberSettings;
  readonly #failures: Counter;
  #next: (() => RelayAdvert) | undefined;
  #saying: Promise<void> | undefined;
  #failingSinceMs: number | undefined;

  constructor(ports: AnnouncerPorts, settings: RelayMemberSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#failures = ports.metrics.counter({
      name: "fairlead_relay_adverts_failed_total",
      help: "Adverts of this relay that the store did not take",
    });
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
    const own = { name: this.#settings.name, node: this.#ports.nodes.self };
    await this.#ports.adverts.leave(own).catch(() => undefined);
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

  async #say(advert: RelayAdvert): Promise<void> {
    try {
      await this.#ports.adverts.advertise(advert);
      this.#failingSinceMs = undefined;
    } catch (error) {
      this.#failures.add();
      this.#failingSinceMs ??= this.#ports.clock.now();
      this.#ports.logger.warn("relay.advert.failed", { error });
    }
  }

  #advertOf(load: RelayLoad | undefined, state: RelayAdvert["state"]): RelayAdvert {
    const { name, region, latitude, longitude, pools, capacityBps, maxSessions, mesh, release } = this.#settings;
    return {
      ...{ name, region, latitude, longitude, pools, capacityBps, maxSessions, mesh, release },
      node: this.#ports.nodes.self,
      state,
      usedBps: load?.usedBps ?? 0,
      sessions: load?.sessions ?? 0,
      meanSessionBps: load?.meanSessionBps ?? 0,
    };
  }
}
