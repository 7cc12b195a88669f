import type { PeerId } from "@fairlead/base";
import type { ParkResult, PeerLocation } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { scriptCall } from "../connection/redis-call.ts";
import { replyList, replyNumber, replyText } from "../connection/redis-reply.ts";
import { bucketOf } from "../device-keys.ts";
import { parkScript, refreshScript, releaseScript } from "./location-scripts.ts";
import { locationText, ownerText, parseLocation } from "./location-text.ts";
import { dayOf, deviceKeys, type RegistryBase } from "./registry-base.ts";

/** What owners do with locations in batches, and what is kept for a device that nobody reaches. */
export class LocationWriter {
  readonly #base: RegistryBase;

  constructor(base: RegistryBase) {
    this.#base = base;
  }

  async refresh(ids: readonly PeerId[], owner: NodeRef): Promise<ReadonlySet<PeerId>> {
    const groups = [...Map.groupBy(ids, bucketOf).values()];
    const args = [ownerText(owner), this.#base.settings.locationMs, dayOf(this.#base)];
    const calls = groups.map((group) =>
      scriptCall(
        refreshScript,
        group.flatMap((id) => this.#pair(id)),
        args,
      ),
    );
    const replies = await this.#base.store.batch(calls);
    const lost = groups.flatMap((group, at) => replyList(replies[at]).map((place) => group[replyNumber(place)]));
    return new Set(lost.filter((id) => id !== undefined));
  }

  async release(ids: readonly PeerId[], owner: NodeRef): Promise<void> {
    const groups = [...Map.groupBy(ids, bucketOf).values()];
    const keysOf = (group: readonly PeerId[]): string[] => group.map((id) => deviceKeys(this.#base, id).location);
    await this.#base.store.batch(groups.map((group) => scriptCall(releaseScript, keysOf(group), [ownerText(owner)])));
  }

  async park(id: PeerId, seen: PeerLocation | undefined, request: Uint8Array): Promise<ParkResult> {
    const { location, parked } = deviceKeys(this.#base, id);
    const { parkMs, maxParked } = this.#base.settings;
    const args = [seen === undefined ? "" : locationText(seen), request, parkMs, maxParked];
    const reply = replyList(await this.#base.store.run(parkScript, [location, parked], args));
    const kind = replyText(reply[0]);
    if (kind === "parked" || kind === "full") return { kind };
    const at = parseLocation(replyText(reply[1]));
    // A place that this release cannot read is as good as none.
    return at === undefined ? { kind: "full" } : { kind: "moved", at };
  }

  #pair(id: PeerId): [string, string] {
    const { location, peer } = deviceKeys(this.#base, id);
    return [location, peer];
  }
}
