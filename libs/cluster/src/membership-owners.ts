import { type Clock, ExpiringMap } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import type { MembershipSettings } from "./membership-settings.ts";
import type { NodeView } from "./node-lease.ts";
import type { OwnerState } from "./node-set.ts";

interface Missing {
  readonly sinceMs: number;
  readonly left: boolean;
}

/** The last known nodes, and since when those are missing that are not among them [CL-5] [CL-6]. */
export class KnownNodes {
  readonly #clock: Clock;
  readonly #settings: MembershipSettings;
  readonly #missing: ExpiringMap<string, Missing>;
  #nodes: readonly NodeView[] = [];
  #silent = false;
  #graceUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, settings: MembershipSettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#missing = new ExpiringMap({ capacity: settings.maxMissing, lifetimeMs: settings.missingKeptMs });
  }

  get nodes(): readonly NodeView[] {
    return this.#nodes;
  }

  /** The store did not answer: what it cannot say, nobody is blamed for. */
  get silent(): boolean {
    return this.#silent;
  }
  set silent(silent: boolean) {
    if (this.#silent && !silent) this.doubt();
    this.#silent = silent;
  }

  /** From now on for 10 s, a lease that is missing proves nothing: while the store was away nobody could renew, or it has lost what it had. */
  doubt(): void {
    this.#graceUntilMs = this.#clock.now() + this.#settings.graceMs;
  }

  /** The store says that these have a lease. True when anything changed. */
  read(seen: readonly NodeView[]): boolean {
    const before = this.#nodes;
    const kept = this.#clock.now() < this.#graceUntilMs ? before.filter((node) => !isReplaced(node, seen)) : [];
    const next = [...seen, ...kept].sort((one, other) => one.slot - other.slot);
    const same = JSON.stringify(next) === JSON.stringify(before);
    if (!same) this.#nodes = next;
    for (const node of before) if (find(next, node) === undefined) this.#note(node, false);
    for (const node of next) {
      if (node.state === "left") this.#note(node, true);
      else this.#missing.delete(keyOf(node), this.#clock.now());
    }
    return !same;
  }

  /** Of an owner that is not this node. `linked`: whether something reaches a slot. */
  state(owner: NodeRef, linked: (slot: number) => boolean): OwnerState {
    const node = find(this.#nodes, owner);
    if (node !== undefined && node.state !== "left") return { kind: linked(owner.slot) ? "alive" : "suspect" };
    const { sinceMs, left } = this.#note(owner, false);
    return { kind: left ? "left" : "gone", forMs: this.#clock.now() - sinceMs };
  }

  /** When it was first noticed counts, also of an owner that was never seen. */
  #note(owner: NodeRef, left: boolean): Missing {
    const nowMs = this.#clock.now();
    const known = this.#missing.get(keyOf(owner), nowMs);
    if (known !== undefined) return known;
    const missing = { sinceMs: nowMs, left };
    this.#missing.set(keyOf(owner), missing, nowMs);
    return missing;
  }
}

const keyOf = ({ slot, epoch }: NodeRef): string => `${slot} ${epoch}`;

const find = (nodes: readonly NodeView[], { slot, epoch }: NodeRef): NodeView | undefined =>
  nodes.find((node) => node.slot === slot && node.epoch === epoch);

/** Seen itself, or its next life: in the same slot, or by the same name. */
function isReplaced(node: NodeView, seen: readonly NodeView[]): boolean {
  return seen.some(({ slot, name }) => slot === node.slot || name === node.name);
}
