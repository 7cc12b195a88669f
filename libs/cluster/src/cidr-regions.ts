import type { CidrList } from "@fairlead/wire";
import type { Geography, Place } from "./geography.ts";

/** Clients of these networks are in this region, whatever a database says. */
export interface RegionOverride {
  readonly clients: CidrList;
  readonly region: string;
}

/** What the operator says of networks, before what `behind` knows [CL-32]. The first entry that fits. It replaces coordinates too: those of a company's exit are not its people's. */
export class CidrRegions implements Geography {
  readonly #overrides: readonly RegionOverride[];
  readonly #behind: Geography;

  constructor(overrides: readonly RegionOverride[], behind: Geography) {
    this.#overrides = overrides;
    this.#behind = behind;
  }

  locate(ip: string): Place | undefined {
    const said = this.#overrides.find(({ clients }) => clients.contains(ip));
    return said === undefined ? this.#behind.locate(ip) : { region: said.region };
  }
}
