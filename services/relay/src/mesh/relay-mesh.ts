import {
  type Clock,
  type Counter,
  type DropReason,
  errorMessage,
  type Logger,
  Meter,
  type Metrics,
} from "@fairlead/base";
import type { ForwardingEngine, Lane } from "@fairlead/cluster";
import type { Leg } from "@fairlead/net";
import type { ArrivedLeg } from "../arrived-leg.ts";
import { dialMesh } from "./dial-mesh.ts";
import type { MeshClaims } from "./mesh-head.ts";
import type { MeshLeg } from "./mesh-leg.ts";
import type { MeshPeer } from "./mesh-peer.ts";
import type { MeshPorts } from "./mesh-ports.ts";

export interface RelayMeshPorts extends MeshPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
export interface RelayMeshParts {
  readonly engine: ForwardingEngine<Leg>;
  readonly idleTimeoutMs: number;
  /** Out of the waiting legs, unread bytes included; false when it does not wait any more. */
  readonly takeOut: (leg: ArrivedLeg) => boolean;
  readonly refuse: (leg: ArrivedLeg, reason: DropReason) => void;
}

/** Limits, meters and quotas are the owner's: what crosses here is counted there, once [CL-35] [CL-38]. */
const uncounted = (): Lane => ({ meter: new Meter(), buckets: [] });

/** Brings legs whose partner is at another relay of the same address to that relay, one connection each, one hop [CL-38]. */
export class RelayMesh implements Disposable {
  readonly #ports: RelayMeshPorts;
  readonly #parts: RelayMeshParts;
  readonly #looking = new Set<ArrivedLeg>();
  readonly #carried = new Set<AbortController>();
  readonly #dials: { readonly joined: Counter; readonly failed: Counter };
  #waiters: (() => void)[] = [];

  constructor(ports: RelayMeshPorts, parts: RelayMeshParts) {
    this.#ports = ports;
    this.#parts = parts;
    const dials = {
      name: "fairlead_relay_mesh_dials_total",
      help: "Legs brought to another relay of the same address, by result",
    };
    this.#dials = {
      joined: ports.metrics.counter(dials, { result: "joined" }),
      failed: ports.metrics.counter(dials, { result: "failed" }),
    };
    const carried = {
      name: "fairlead_relay_mesh_legs",
      help: "Legs whose session another relay of the same address carries",
    };
    ports.metrics.gauge(carried, () => this.#carried.size);
  }

  /** Legs that another relay carries. */
  get size(): number {
    return this.#carried.size;
  }

  /** A brokered leg waits alone: perhaps its partner is elsewhere. What came by mesh goes no further. */
  lone(leg: ArrivedLeg): void {
    if (leg.meshed === true || this.#looking.has(leg)) return;
    this.#looking.add(leg);
    void this.#look(leg).finally(() => this.#looking.delete(leg));
  }

  /** Resolves when no leg is left, or when waiting is over. */
  async whenEmpty(waitingIsOver: AbortSignal): Promise<void> {
    if (this.size === 0 || waitingIsOver.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.push(resolve);
    waitingIsOver.addEventListener("abort", () => resolve(), { once: true });
    await promise;
  }

  /** Ends so many legs that another relay carries. */
  cut(count: number): void {
    for (const abort of [...this.#carried].slice(0, Math.max(0, count))) abort.abort();
  }

  [Symbol.dispose](): void {
    for (const abort of this.#carried) abort.abort();
  }

  async #look(leg: ArrivedLeg): Promise<void> {
    const owner = await this.#ports.owners.find(leg.uuid);
    if (owner.kind !== "other") return;
    try {
      await this.#bring(leg, owner.peer);
    } catch (error) {
      this.#dials.failed.add();
      this.#ports.logger.warn("mesh.not_reached", {
        relay: owner.peer.name,
        address: owner.peer.address,
        reason: errorMessage(error),
        do: "look at that relay and at the way to its mesh port",
      });
      this.#parts.refuse(leg, "mesh_down");
    }
  }

  async #bring(leg: ArrivedLeg, peer: MeshPeer): Promise<void> {
    const { clock, trust } = this.#ports;
    const far = await dialMesh(clock, trust, peer, claimsOf(leg));
    if (!this.#parts.takeOut(leg)) return void far.destroy();
    this.#dials.joined.add();
    this.#ports.logger.info("mesh.joined", { uuid: leg.uuid, relay: peer.name, remote: leg.remote.ip });
    void this.#carry(leg.leg, far);
  }

  async #carry(near: Leg, far: MeshLeg): Promise<void> {
    const abort = new AbortController();
    this.#carried.add(abort);
    const { clock } = this.#ports;
    const { engine, idleTimeoutMs } = this.#parts;
    await engine.join(near, far, {
      clock,
      idleTimeoutMs,
      forward: uncounted(),
      backward: uncounted(),
      signal: abort.signal,
    });
    this.#carried.delete(abort);
    if (this.size > 0) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

function claimsOf({ uuid, remote, transport, controlling }: ArrivedLeg): MeshClaims {
  return { uuid, ip: remote.ip, port: remote.port, transport, controlling };
}
