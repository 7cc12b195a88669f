import type { ServerList } from "@fairlead/protocol";
import type { RendezvousSettings } from "./settings.ts";

/** What an operator may change while the server runs. */
export class LiveSettings {
  alwaysUseRelay: boolean;
  serverList: ServerList;

  constructor(settings: RendezvousSettings) {
    this.alwaysUseRelay = settings.alwaysUseRelay;
    this.serverList = settings.serverList;
  }
}
