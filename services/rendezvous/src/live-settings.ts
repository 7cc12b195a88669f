import type { RelayName } from "@fairlead/base";
import type { RelayDirectory } from "@fairlead/cluster";
import type { ServerList } from "@fairlead/protocol";
import type { RendezvousSettings } from "./settings.ts";

/** What an operator may change while the server runs. */
export class LiveSettings {
  alwaysUseRelay: boolean;
  serverList: ServerList;
  readonly #relays: RelayDirectory;
  #relayList: readonly RelayName[];

  constructor(settings: RendezvousSettings, relays: RelayDirectory) {
    this.alwaysUseRelay = settings.alwaysUseRelay;
    this.serverList = settings.serverList;
    this.#relays = relays;
    this.#relayList = relays.snapshot().flatMap(({ name, node }) => (node === undefined ? [name] : []));
  }

  /** The operator's own; relays that advertise themselves are handed out besides. */
  get relayList(): readonly RelayName[] {
    return this.#relayList;
  }

  set relayList(names: readonly RelayName[]) {
    this.#relayList = names;
    this.#relays.replace(names);
  }
}
