import type { Counter, Metrics } from "@fairlead/base";

const CLAIM_RESULTS = ["created", "updated", "unchanged", "conflict", "healing", "failed"] as const;
const REASSERT_RESULTS = ["mine", "elsewhere", "conflict"] as const;

export type CountedClaim = (typeof CLAIM_RESULTS)[number];
export type CountedReassert = (typeof REASSERT_RESULTS)[number];

export interface OwnershipGauges {
  located(): number;
  unwritten(): number;
  held(): number;
}

/** The numbers of what a node writes of its devices. */
export class OwnershipMetrics {
  readonly refreshed: Counter;
  readonly released: Counter;
  readonly movedAway: Counter;
  readonly parkedDelivered: Counter;
  readonly #claims: ReadonlyMap<CountedClaim, Counter>;
  readonly #reasserts: ReadonlyMap<CountedReassert, Counter>;

  constructor(metrics: Metrics) {
    const count = (name: string, help: string, labels = {}): Counter => metrics.counter({ name, help }, labels);
    this.refreshed = count("fairlead_location_refreshes_total", "Locations kept for another 15 minutes");
    this.released = count("fairlead_location_releases_total", "Locations deleted because the device is here no more");
    this.movedAway = count("fairlead_moved_peers_total", "Devices that have registered with another node");
    this.parkedDelivered = count("fairlead_parked_delivered_total", "Kept requests handed to their device");
    const claims = (result: string): Counter =>
      count("fairlead_claims_total", "Claims of devices in the shared store, by result", { result });
    this.#claims = new Map(CLAIM_RESULTS.map((result) => [result, claims(result)]));
    const reasserts = (result: string): Counter =>
      count("fairlead_reasserts_total", "Devices written again after the store or the lease was lost", { result });
    this.#reasserts = new Map(REASSERT_RESULTS.map((result) => [result, reasserts(result)]));
  }

  watch(metrics: Metrics, gauges: OwnershipGauges): void {
    const gauge = (name: string, help: string, read: () => number): void => metrics.gauge({ name, help }, read);
    gauge("fairlead_located_peers", "Devices here whose location is written", () => gauges.located());
    gauge("fairlead_unwritten_peers", "Devices here whose location is still to be written", () => gauges.unwritten());
    gauge("fairlead_held_registrations", "Registrations that wait for the store", () => gauges.held());
  }

  claim(result: CountedClaim): void {
    this.#claims.get(result)?.add();
  }

  reassert(result: CountedReassert): void {
    this.#reasserts.get(result)?.add();
  }
}
