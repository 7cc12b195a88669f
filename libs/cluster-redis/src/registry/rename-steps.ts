import type { PeerId } from "@fairlead/base";
import type { PeerIdentity } from "@fairlead/cluster";
import { replyList, replyText } from "../connection/redis-reply.ts";
import { bucketOf } from "../device-keys.ts";
import { dayOf, deviceKeys, healingArguments, type RegistryBase } from "./registry-base.ts";
import { confirmScript, forgetScript, reserveScript, tombstoneScript, undoScript } from "./rename-scripts.ts";
import { type Tombstone, tombstoneOf } from "./tombstone.ts";

/** The steps of a rename, which spans two hash slots [CL-11]. Each may be done twice, and whoever did one may die before the next. */
export class RenameSteps {
  readonly #base: RegistryBase;

  constructor(base: RegistryBase) {
    this.#base = base;
  }

  /** Keeps the new id for the device, for a minute. */
  async reserve(old: PeerIdentity, newId: PeerId): Promise<"reserved" | "taken" | "healing"> {
    const { marker, peer } = deviceKeys(this.#base, newId);
    const { uuid, pk, registeredIp, id } = old;
    const head = healingArguments(this.#base, bucketOf(newId));
    const rest = [uuid, pk, registeredIp, id, this.#base.settings.provisionalMs, dayOf(this.#base)];
    const reply = replyText(await this.#base.store.run(reserveScript, [marker, peer], [...head, ...rest]));
    return reply === "reserved" || reply === "taken" ? reply : "healing";
  }

  /** From here on the rename has happened: anybody who reads the old id finishes it. */
  async leaveTombstone(oldId: PeerId, newId: PeerId, uuid: Uint8Array): Promise<Tombstone | "gone" | "mismatch"> {
    const { peer, location } = deviceKeys(this.#base, oldId);
    const [kind, ...identity] = replyList(await this.#base.store.run(tombstoneScript, [peer, location], [uuid, newId]));
    if (replyText(kind) === "mismatch") return "mismatch";
    return replyText(kind) === "left" ? tombstoneOf(oldId, [Buffer.from(newId), ...identity]) : "gone";
  }

  /** `taken`: the minute was over and somebody else has the new id. */
  async confirm({ newId, uuid, pk, registeredIp, created }: Tombstone): Promise<"confirmed" | "taken"> {
    const args = [uuid, pk, registeredIp, created, dayOf(this.#base)];
    const reply = await this.#base.store.run(confirmScript, [deviceKeys(this.#base, newId).peer], args);
    return replyText(reply) === "taken" ? "taken" : "confirmed";
  }

  /** Frees the old id. */
  async forget({ oldId, newId }: Tombstone): Promise<void> {
    await this.#base.store.run(forgetScript, [deviceKeys(this.#base, oldId).peer], [newId]);
  }

  /** What whoever reads a tombstone does. False: the device keeps its old id. */
  async finish(tombstone: Tombstone): Promise<boolean> {
    if ((await this.confirm(tombstone)) === "confirmed") {
      await this.forget(tombstone);
      return true;
    }
    await this.#base.store.run(undoScript, [deviceKeys(this.#base, tombstone.oldId).peer], [tombstone.newId]);
    return false;
  }
}
