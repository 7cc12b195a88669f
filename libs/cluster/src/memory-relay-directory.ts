import type { RelayName } from "@fairlead/base";
import { bareRelay, type RelayDirectory, type RelayView } from "./relay-directory.ts";

/** The relays of one process. A relay that nobody has probed yet counts as serving. */
export class MemoryRelayDirectory implements RelayDirectory {
  #relays: readonly RelayView[];

  constructor(names: readonly RelayName[] = []) {
    this.#relays = unique(names).map(bareRelay);
  }

  snapshot(): readonly RelayView[] {
    return this.#relays;
  }

  judge(name: RelayName, serving: boolean): void {
    const known = this.#find(name);
    if (known === undefined || known.serving === serving) return;
    this.#relays = this.#relays.map((one) => (one === known ? { ...one, serving } : one));
  }

  replace(names: readonly RelayName[]): void {
    const next = unique(names).map((name) => this.#find(name) ?? bareRelay(name));
    const same = next.length === this.#relays.length && next.every((one, index) => one === this.#relays[index]);
    if (!same) this.#relays = next;
  }

  #find(name: RelayName): RelayView | undefined {
    return this.#relays.find((one) => one.name === name);
  }
}

const unique = (names: readonly RelayName[]): RelayName[] => [...new Set(names)];
