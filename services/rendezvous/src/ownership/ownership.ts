import { peerId } from "@fairlead/base";
import { isSolo, type NodeEvent, type PeerLocation } from "@fairlead/cluster";
import type { BusMessage } from "@fairlead/wire";
import type { OperatorEvents } from "../operator/operator-events.ts";
import type { RendezvousPorts } from "../ports.ts";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Registrant } from "../session/registrant.ts";
import type { RendezvousSettings } from "../settings.ts";
import { Claims } from "./claims.ts";
import { Dismissals } from "./dismissals.ts";
import { Findings } from "./findings.ts";
import { HeldRegistrations } from "./held-registrations.ts";
import { Lives } from "./lives.ts";
import { LOCATION } from "./location-marks.ts";
import { Moves } from "./moves.ts";
import { OwnershipMetrics } from "./ownership-metrics.ts";
import { Reassertions, STEPS_PER_SECOND } from "./reassertions.ts";
import { Refreshes } from "./refreshes.ts";
import { Releases } from "./releases.ts";
import { SharedLimits } from "./shared-limits.ts";
import { StoreState } from "./store-state.ts";
import { UnreadClaims } from "./unread-claims.ts";

/** As long as a store that lost data says so: once in that time all is written again because of it. */
const HEALING_MS = 30_000;

/**
 * What this node has told the cluster of its devices, and keeps true [CL-10]–[CL-15] [CL-27]. Every registration is written when it changes where the device is; a heartbeat
 * writes nothing. What could not be written is marked in the presence table and written later.
 */
export class Ownership implements Disposable {
  readonly unread = new UnreadClaims();
  readonly store: StoreState;
  readonly held: HeldRegistrations;
  readonly limits: SharedLimits;
  readonly claims: Claims;
  readonly #ports: RendezvousPorts;
  readonly #presence: Presence;
  readonly #lives: Lives;
  readonly #releases: Releases;
  readonly #refreshes: Refreshes;
  readonly #reassertions: Reassertions;
  readonly #moves: Moves;
  readonly #stack = new DisposableStack();
  #healedMs = Number.NEGATIVE_INFINITY;

  private constructor(
    ports: RendezvousPorts,
    presence: Presence,
    operator: OperatorEvents,
    settings: RendezvousSettings,
  ) {
    const { clock, logger, cluster } = ports;
    const { locations } = cluster;
    this.#ports = ports;
    this.#presence = presence;
    const metrics = new OwnershipMetrics(ports.metrics);
    const store = new StoreState(clock, logger);
    const lives = new Lives(cluster.nodes);
    const findings = new Findings(ports, operator, metrics);
    const dismissals = new Dismissals(ports, presence, metrics);
    const parts = { ports, clock, locations, presence, lives, store, findings, metrics, ...dismissals.ways };
    this.store = store;
    this.#lives = lives;
    this.limits = new SharedLimits(clock, cluster.counters, settings.registrationLimits);
    this.held = new HeldRegistrations(ports, store, settings.bounds);
    const releases = new Releases(parts);
    this.#releases = releases;
    this.claims = new Claims({ ...parts, releases, healing: () => this.#heal() });
    this.#reassertions = new Reassertions({ ...parts, releases });
    this.#refreshes = new Refreshes(parts);
    this.#moves = new Moves(parts);
    this.#watch(metrics);
  }

  /** `undefined` on one machine: its presence table knows where devices are. */
  static start(
    ports: RendezvousPorts,
    presence: Presence,
    operator: OperatorEvents,
    settings: RendezvousSettings,
  ): Ownership | undefined {
    return isSolo(ports.cluster) ? undefined : new Ownership(ports, presence, operator, settings);
  }

  /** The store knows already that the device is here, by this very way: its registration has nothing to write [CL-14]. */
  isLocated(id: string, by: Pick<Registrant, "transport" | "address">): boolean {
    const { table } = this.#presence;
    const here = this.#presence.find(id);
    if (here === undefined || table.marks.at(table.placeOf(here)) !== LOCATION.written) return false;
    const { address, transport } = here;
    const same = transport === by.transport && address.ip === by.address.ip && address.port === by.address.port;
    return same && !this.#moves.isDoubted(id);
  }

  /** A claim was accepted, and then the device could not be put here. */
  unwanted(id: string): void {
    this.#releases.add(id);
  }

  /** It is asked away from here: until it has registered elsewhere, its location says who keeps its requests [CL-47]. */
  keep(peer: PresentPeer): void {
    const { table } = this.#presence;
    const place = table.placeOf(peer);
    if (place < 0) return;
    table.marks.set(place, LOCATION.none);
    this.#releases.keep(peer.id);
  }

  /** This node ends: where its devices were says who keeps their requests until they have registered elsewhere [CL-22]. */
  leave(): void {
    this.#releases.stop();
  }

  /** The id names nobody any more. Whoever holds the device by it is told. */
  renamed(oldId: string, at: PeerLocation | undefined): void {
    this.#releases.add(oldId);
    if (at !== undefined && !this.#lives.isSelf(at.owner)) void this.#releaseElsewhere(oldId, at);
  }

  [Symbol.dispose](): void {
    this.#stack.dispose();
  }

  #watch(metrics: OwnershipMetrics): void {
    const { clock, cluster } = this.#ports;
    const { marks } = this.#presence.table;
    metrics.watch(this.#ports.metrics, {
      located: () => marks.count(LOCATION.written),
      unwritten: () => marks.count(LOCATION.due) + marks.count(LOCATION.claiming) + marks.count(LOCATION.unsure),
      held: () => this.held.size,
    });
    this.#presence.whenRemoved((peer, mark) => {
      if (mark !== LOCATION.none) this.#releases.add(peer.id);
    });
    this.#stack.use(clock.every(1000 / STEPS_PER_SECOND, () => this.#step()));
    this.#stack.use(cluster.bus.receive((_from, message) => this.#hear(message)));
    this.#stack.use(cluster.nodes.watch((event) => this.#notice(event)));
  }

  #step(): void {
    this.#releases.step();
    this.#moves.step();
    this.#reassertions.step();
    this.claims.step();
    this.held.step();
    this.#refreshes.step();
  }

  #hear(message: BusMessage): void {
    if (message.kind === "moved") this.#moves.heard(message.peerId, message.epoch);
  }

  #notice(event: NodeEvent): void {
    if (event.kind === "reborn") this.#reassertions.reborn(event.before);
    else if (event.kind === "storeChanged") this.#reassertions.storeChanged();
  }

  /** [CL-12] The store has lost data: owners write first what they hold. */
  #heal(): void {
    const nowMs = this.#ports.clock.now();
    if (!this.#reassertions.idle || nowMs - this.#healedMs < HEALING_MS) return;
    this.#healedMs = nowMs;
    this.#reassertions.storeChanged();
  }

  async #releaseElsewhere(id: string, { owner }: PeerLocation): Promise<void> {
    const { cluster, drops } = this.#ports;
    try {
      await cluster.locations.release([peerId(id)], owner);
    } catch (error) {
      return this.store.failed(error);
    }
    const lost = cluster.bus.send(owner, { kind: "moved", peerId: id, epoch: owner.epoch });
    if (lost !== undefined) drops.drop(lost);
  }
}
