import { ExpiringMap } from "@fairlead/base";
import { PairedBuckets } from "./paired-buckets.ts";

/** After its last session a device's debt is remembered this long: opening sessions anew gains nothing. */
const RESTING = { capacity: 20_000, lifetimeMs: 30_000 } as const;

interface DeviceInUse {
  readonly buckets: PairedBuckets;
  sessions: number;
}

/** What all sessions of one device share on this relay [CL-35]. Those in use are bounded by the sessions there are. */
export class DeviceLimits {
  readonly #inUse = new Map<string, DeviceInUse>();
  readonly #resting = new ExpiringMap<string, PairedBuckets>(RESTING);

  /** One more session; the newest rate counts. */
  enter(device: string, rate: number, nowMs: number): PairedBuckets {
    const known = this.#inUse.get(device) ?? this.#wake(device, rate, nowMs);
    known.sessions += 1;
    known.buckets.setRate(rate, nowMs);
    return known.buckets;
  }

  leave(device: string, nowMs: number): void {
    const known = this.#inUse.get(device);
    if (known === undefined) return;
    known.sessions -= 1;
    if (known.sessions > 0) return;
    this.#inUse.delete(device);
    this.#resting.set(device, known.buckets, nowMs);
  }

  #wake(device: string, rate: number, nowMs: number): DeviceInUse {
    const buckets = this.#resting.delete(device, nowMs) ?? new PairedBuckets(rate, nowMs);
    const known = { buckets, sessions: 0 };
    this.#inUse.set(device, known);
    return known;
  }
}
