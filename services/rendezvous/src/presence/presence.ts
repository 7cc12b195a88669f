import type { Clock } from "@fairlead/base";
import type { StoredIdentity } from "@fairlead/protocol";
import { type DepartedPeer, DepartedPeers } from "./departed-peers.ts";
import { PresenceTable, type PutResult } from "./presence-table.ts";
import type { PresentPeer } from "./present-peer.ts";

export interface PresenceSettings {
  readonly maxPeers: number;
  readonly maxDepartedPeers: number;
  /** See PresenceTable. */
  readonly hashSeed: number;
}

/** Under a second: whoever is told of departures has the rest of it [CL-15]. */
const SWEEP_EVERY_MS = 900;
/** A sweep later than this means that the process was stopped. */
const MAX_LATE_MS = 4_000;

/** Who is here, and who was. Everything about where a device is, in one place; nothing about who it may be. */
export class Presence implements Disposable {
  readonly table: PresenceTable;
  readonly #clock: Clock;
  readonly #departed: DepartedPeers;
  readonly #sweeping: Disposable;
  #sweptMs: number;
  #onRemoved: (peer: PresentPeer, mark: number) => void = () => undefined;

  constructor(clock: Clock, settings: PresenceSettings) {
    this.#clock = clock;
    this.#sweptMs = clock.now();
    this.#departed = new DepartedPeers(settings.maxDepartedPeers);
    this.table = new PresenceTable(
      settings.maxPeers,
      settings.hashSeed,
      (peer, lastSeenMs) => this.#departed.add(peer, lastSeenMs, clock.now()),
      (peer, mark) => this.#onRemoved(peer, mark),
    );
    this.#sweeping = clock.every(SWEEP_EVERY_MS, () => this.#sweep(clock.now()));
  }

  /** Hears of every device that is here no more, and of its mark, whatever the reason; one listener. */
  whenRemoved(listener: (peer: PresentPeer, mark: number) => void): void {
    this.#onRemoved = listener;
  }

  find(id: string): PresentPeer | undefined {
    return this.table.find(id, this.#clock.now());
  }

  departed(id: string): DepartedPeer | undefined {
    return this.#departed.find(id, this.#clock.now());
  }

  /** Who was here within this time and is not. */
  departedWithin(withinMs: number): readonly (readonly [string, DepartedPeer])[] {
    return this.#departed.since(this.#clock.now() - withinMs, this.#clock.now());
  }

  /** Who the id is, as far as memory knows. */
  identityOf(id: string): StoredIdentity | undefined {
    return this.find(id)?.identity ?? this.departed(id)?.identity;
  }

  /** The device is here from now [RK-2]. */
  arrive(peer: PresentPeer): PutResult {
    const nowMs = this.#clock.now();
    const result = this.table.put(peer, nowMs);
    if (result === "here") this.#departed.forget(peer.id, nowMs);
    return result;
  }

  /** This registration is over [KA-2]; nothing happens when the device has registered elsewhere since. */
  leave(peer: PresentPeer): void {
    const lastSeenMs = this.table.lastSeenMs(peer.id) ?? peer.registeredMs;
    if (this.table.remove(peer)) this.#departed.add(peer, lastSeenMs, this.#clock.now());
  }

  /** The id names nobody any more: it was changed. */
  forget(id: string): void {
    const peer = this.find(id);
    if (peer !== undefined) this.table.remove(peer);
    this.#departed.forget(id, this.#clock.now());
  }

  /** What devices said while this process stood still is read after this: they are not called silent for it [CL-7]. */
  #sweep(nowMs: number): void {
    const lateMs = nowMs - this.#sweptMs - SWEEP_EVERY_MS;
    this.#sweptMs = nowMs;
    if (lateMs > MAX_LATE_MS) this.table.forgive(lateMs);
    this.table.sweep(nowMs);
  }

  [Symbol.dispose](): void {
    this.#sweeping[Symbol.dispose]();
  }
}
