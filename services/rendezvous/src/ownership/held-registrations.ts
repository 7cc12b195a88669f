import type { Clock, DropCounter } from "@fairlead/base";
import { limitKey } from "@fairlead/wire";
import type { RendezvousBounds } from "../settings.ts";
import type { StoreState } from "./store-state.ts";

/** A registration that has no answer yet. */
export interface HeldRegistration {
  readonly id: string;
  /** Where it came from. */
  readonly ip: string;
  /** Order of arrival: of two of one device the newer counts. */
  readonly arrival: number;
  /** Forgotten then: the client has repeated itself by now. */
  readonly untilMs: number;
  /** Asks the store again. What it does not say holds the registration again. */
  again(): void;
}

const MOST_PER_STEP = 200;
const AGAIN_AFTER_MS = 500;

/**
 * Registrations that the store could not decide [CL-27] [CL-12]: no answer is given, and they are tried again when the store answers, for 30 s. One of each device, and
 * bounds, in all and by address: clients repeat themselves, and nobody's flood takes the room of others.
 */
export class HeldRegistrations {
  readonly #clock: Clock;
  readonly #store: StoreState;
  readonly #drops: DropCounter;
  readonly #bounds: Pick<RendezvousBounds, "maxHeldRegistrations" | "maxHeldPerAddress">;
  /** In the order of their next attempt. */
  readonly #held = new Map<string, { readonly one: HeldRegistration; readonly dueMs: number }>();

  readonly #perAddress = new Map<string, number>();

  constructor(
    ports: { readonly clock: Clock; readonly drops: DropCounter },
    store: StoreState,
    bounds: Pick<RendezvousBounds, "maxHeldRegistrations" | "maxHeldPerAddress">,
  ) {
    this.#clock = ports.clock;
    this.#drops = ports.drops;
    this.#store = store;
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#held.size;
  }

  hold(one: HeldRegistration): void {
    const known = this.#held.get(one.id)?.one;
    if (known !== undefined && known.arrival > one.arrival) return;
    this.#remove(one.id);
    const key = limitKey(one.ip);
    const fromAddress = this.#perAddress.get(key) ?? 0;
    if (this.#held.size >= this.#bounds.maxHeldRegistrations || fromAddress >= this.#bounds.maxHeldPerAddress)
      return void this.#drops.drop("table_full");
    this.#held.set(one.id, { one, dueMs: this.#clock.now() + AGAIN_AFTER_MS });
    this.#perAddress.set(key, fromAddress + 1);
  }

  step(): void {
    const nowMs = this.#clock.now();
    this.#forget(nowMs);
    const first = this.#held.values().next().value;
    if (first === undefined || first.dueMs > nowMs) return;
    let room = this.#store.room(MOST_PER_STEP);
    for (const [id, { one, dueMs }] of this.#held) {
      if (room <= 0 || dueMs > nowMs) return;
      this.#remove(id);
      room -= 1;
      one.again();
    }
  }

  #forget(nowMs: number): void {
    for (const [id, { one }] of this.#held) if (one.untilMs <= nowMs) this.#remove(id);
  }

  #remove(id: string): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    const key = limitKey(held.one.ip);
    const left = (this.#perAddress.get(key) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(key, left);
    else this.#perAddress.delete(key);
  }
}
