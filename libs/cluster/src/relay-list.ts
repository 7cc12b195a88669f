import type { RelayName } from "@fairlead/base";
import { bareRelay, type RelayAdvert, type RelayView } from "./relay-directory.ts";
import { oneOfEachName } from "./shared-address.ts";

/**
 * What a directory knows: the operator's own list, what relays say of themselves, and what probes from here found. Views are made when something changes and the same
 * until then.
 */
export class RelayList {
  #configured: readonly RelayName[];
  #adverts: ReadonlyMap<RelayName, RelayAdvert> = new Map();
  #unserving: ReadonlySet<RelayName> = new Set();
  #views: readonly RelayView[] = [];

  constructor(configured: readonly RelayName[]) {
    this.#configured = [...new Set(configured)];
    this.#look();
  }

  /** In configured order, then by name. */
  get views(): readonly RelayView[] {
    return this.#views;
  }

  judge(name: RelayName, serving: boolean): void {
    const known = this.#views.find((one) => one.name === name);
    if (known === undefined || known.serving === serving) return;
    const others = [...this.#unserving].filter((one) => one !== name);
    this.#unserving = new Set(serving ? others : [...others, name]);
    this.#look();
  }

  configure(names: readonly RelayName[]): void {
    this.#configured = [...new Set(names)];
    this.#look();
  }

  /** These are the relays that advertise themselves now, the newest word first. */
  hear(adverts: readonly RelayAdvert[]): void {
    this.#adverts = new Map(oneOfEachName(adverts).map((advert) => [advert.name, advert]));
    this.#look();
  }

  #look(): void {
    const configured = new Set(this.#configured);
    const others = [...this.#adverts.keys()].filter((name) => !configured.has(name)).sort();
    const views = [...configured, ...others].map((name) => this.#viewOf(name));
    this.#unserving = new Set(views.filter(({ serving }) => !serving).map(({ name }) => name));
    const same = views.length === this.#views.length && views.every((one, index) => one === this.#views[index]);
    if (!same) this.#views = views;
  }

  /** The view in readers' hands while it still holds. */
  #viewOf(name: RelayName): RelayView {
    const advert = this.#adverts.get(name);
    const view: RelayView = {
      ...bareRelay(name),
      ...advert,
      serving: !this.#unserving.has(name),
      load: loadOf(advert),
    };
    const known = this.#views.find((one) => one.name === name);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(view) ? known : view;
  }
}

function loadOf(advert: RelayAdvert | undefined): number {
  if (advert === undefined || !(advert.capacityBps > 0)) return 0;
  return Math.min(1, Math.max(0, advert.usedBps / advert.capacityBps));
}
