import { SharedValue, type SharedValueAnswer, type SharedValuePorts } from "../server-list/shared-value.ts";
import { type TenantSnapshotResult, tenantsSetting } from "./tenant-snapshot.ts";

/** Of nodes that read tenants from the store. */
const NAME = "tenants";
/** Each change is read by every node, whole: many Tenants that are applied one after the other are a few changes. */
const CHANGES_EVERY_MS = 1_000;

/** Gives all nodes the newest snapshot of tenants [KU-26]: one value, so that a node has all of it or none. */
export class TenantPush {
  readonly #value: SharedValue;

  constructor(ports: SharedValuePorts) {
    this.#value = new SharedValue(ports, { name: NAME, changesEveryMs: CHANGES_EVERY_MS });
  }

  /** Call it as often as you like. Rejects with `StoreUnavailableError`. */
  push(snapshot: Pick<TenantSnapshotResult, "text" | "version">): Promise<SharedValueAnswer> {
    return this.#value.keep(snapshot.version, () => tenantsSetting(snapshot));
  }
}
