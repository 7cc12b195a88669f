import type { RelayOrders } from "@fairlead/cluster";
import type { RelayLoad } from "../relay-load.ts";
import type { RelayThread } from "../relay-thread.ts";
import { type DrainableNode, DrainOrders } from "./drain-orders.ts";
import { loadShare } from "./load-share.ts";
import type { MissedSessions } from "./missed-sessions.ts";
import { OrderFollower, type OrderPorts } from "./order-follower.ts";
import type { RelayAnnouncer } from "./relay-announcer.ts";
import type { RelayDrain } from "./relay-drain.ts";
import type { RelayFace } from "./relay-face.ts";
import type { RelayMemberSettings } from "./relay-member-ports.ts";
import { SpreadCut } from "./spread-cut.ts";

export interface ManagedPorts extends OrderPorts {
  readonly orders: RelayOrders;
}
export interface ManagedParts {
  readonly settings: RelayMemberSettings;
  readonly thread: Pick<RelayThread, "bound" | "cut">;
  readonly announcer: RelayAnnouncer;
  readonly missed: MissedSessions;
}

/** A relay whose address, limits and draining are somebody else's to say [KU-4]; it says what it carries, and tries to be as told. */
export class ManagedRelay {
  readonly #parts: ManagedParts;
  readonly #drains: DrainOrders;
  readonly #follower: OrderFollower;
  readonly #spread = new SpreadCut();
  #face: RelayFace;
  #announce: () => Promise<void> = async () => undefined;

  constructor(ports: ManagedPorts, parts: ManagedParts) {
    this.#parts = parts;
    this.#face = { ...parts.settings, name: undefined };
    this.#drains = new DrainOrders(ports.logger);
    const { node } = parts.settings;
    this.#follower = new OrderFollower(ports, { node, drains: this.#drains, show: (face) => this.#show(face) });
  }

  obey(node: DrainableNode): void {
    this.#drains.connect(node);
  }

  complaint(): string | undefined {
    return this.#follower.complaint();
  }

  /** Once a second. Never rejects. */
  async look(load: RelayLoad, drain: RelayDrain | undefined): Promise<void> {
    const { missed, settings } = this.#parts;
    const { usedBps, sessions, meshLegs, outstanding } = load;
    const { capacityBps } = this.#face;
    const state = drain === undefined ? "serving" : "draining";
    this.#announce = () => this.#parts.announcer.announce(load, state);
    await Promise.all([
      this.#cut(load, drain),
      this.#follower.exchange({
        state,
        // What ends with this relay: also the legs that it only passes on.
        sessions: sessions + meshLegs,
        awaited: outstanding,
        usedBps: Math.round(usedBps),
        capacityBps: Number.isFinite(capacityBps) ? capacityBps : 0,
        load: loadShare(load, this.#face),
        missedInARow: missed.inARow,
        release: settings.release,
      }),
    ]);
  }

  async #cut(load: RelayLoad, drain: RelayDrain | undefined): Promise<void> {
    const deadlineMs = this.#follower.cutAfterMs ?? Number.POSITIVE_INFINITY;
    const overdueMs = drain === undefined ? -1 : drain.elapsedMs - deadlineMs;
    const count = this.#spread.due(load.sessions + load.meshLegs, overdueMs);
    if (count > 0) await this.#parts.thread.cut(count).catch(() => undefined);
  }

  /** Another address deserves another judgement of whether clients reach it [KU-21]. */
  async #show(face: RelayFace): Promise<void> {
    const { announcer, missed, settings, thread } = this.#parts;
    const { capacityBps, maxSessions } = face;
    if (face.name !== this.#face.name) missed.forget();
    this.#face = face;
    announcer.show(face);
    void this.#announce();
    await thread.bound({ capacityBps, maxSessions, clusterBps: settings.clusterBps });
  }
}
