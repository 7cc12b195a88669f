import type { RelayName } from "@fairlead/base";
import type { RelayDirectory, RelayView } from "./relay-directory.ts";

/** The relays of one process. A relay that nobody has probed yet counts as serving. */
export class MemoryRelayDirectory implements RelayDirectory {
  #relays: readonly RelayView[];

  constructor(names: readonly RelayName[] = []) {
    this.#relays = unique(names).map(unprobed);
  }

  snapshot(): readonly RelayView[] {
    return this.#relays;
  }

  advertise(relay: RelayView): void {
    const known = this.#find(relay.name);
    if (known === undefined) this.#relays = [...this.#relays, relay];
    else if (known.serving !== relay.serving || known.load !== relay.load)
      this.#relays = this.#relays.map((one) => (one === known ? relay : one));
  }

  leave(name: RelayName): void {
    if (this.#find(name) === undefined) return;
    this.#relays = this.#relays.filter((one) => one.name !== name);
  }

  replace(names: readonly RelayName[]): void {
    const next = unique(names).map((name) => this.#find(name) ?? unprobed(name));
    const same = next.length === this.#relays.length && next.every((one, index) => one === this.#relays[index]);
    if (!same) this.#relays = next;
  }

  #find(name: RelayName): RelayView | undefined {
    return this.#relays.find((one) => one.name === name);
  }
}

const unprobed = (name: RelayName): RelayView => ({ name, serving: true, load: 0 });
const unique = (names: readonly RelayName[]): RelayName[] => [...new Set(names)];
