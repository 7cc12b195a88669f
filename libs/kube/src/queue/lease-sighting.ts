import type { Lease } from "../objects/models.ts";

/** What other processes' leases last looked like, and since when by the local clock: their own times are never compared with ours [KU-3]. */
export class LeaseSighting {
  #lease: Lease | undefined;
  #sinceMs = 0;

  get lease(): Lease | undefined {
    return this.#lease;
  }

  saw(lease: Lease, nowMs: number): void {
    if (this.#lease === undefined || changed(this.#lease, lease)) this.#sinceMs = nowMs;
    this.#lease = lease;
  }

  /** How long its holder may still believe that it leads; 0 = it is free. */
  heldForMs(nowMs: number): number {
    const { holderIdentity, leaseDurationSeconds } = this.#lease?.spec ?? {};
    if (!holderIdentity) return 0;
    return Math.max(0, this.#sinceMs + (leaseDurationSeconds ?? 0) * 1000 - nowMs);
  }
}

function changed(one: Lease, other: Lease): boolean {
  return (
    one.metadata.uid !== other.metadata.uid ||
    one.spec?.holderIdentity !== other.spec?.holderIdentity ||
    one.spec?.renewTime !== other.spec?.renewTime
  );
}
