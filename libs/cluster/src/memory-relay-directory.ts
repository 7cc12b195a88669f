import type { RelayName } from "@fairlead/base";
import type { MemoryRelayAdverts } from "./memory-relay-adverts.ts";
import type { RelayDirectory, RelayView } from "./relay-directory.ts";
import { RelayList } from "./relay-list.ts";

/** The relays of one process, and those that advertise themselves in it. A relay that nobody has probed yet counts as serving. */
export class MemoryRelayDirectory implements RelayDirectory {
  readonly #list: RelayList;
  readonly #adverts: MemoryRelayAdverts | undefined;

  constructor(names: readonly RelayName[] = [], adverts?: MemoryRelayAdverts) {
    this.#list = new RelayList(names);
    this.#adverts = adverts;
  }

  snapshot(): readonly RelayView[] {
    this.#hear();
    return this.#list.views;
  }

  judge(name: RelayName, serving: boolean): void {
    this.#hear();
    this.#list.judge(name, serving);
  }

  replace(names: readonly RelayName[]): void {
    this.#hear();
    this.#list.configure(names);
  }

  /** The last list stays while the adverts are away. */
  #hear(): void {
    const adverts = this.#adverts?.fresh();
    if (adverts !== undefined) this.#list.hear(adverts);
  }
}
