import type { NodeName } from "@fairlead/base";

/** What whoever runs the relays wants of one of them [KU-4]. */
export interface RelayOrder {
  /** What clients are told to dial, as `--advertise` takes it; empty = nobody is sent there. */
  readonly address: string;
  /** Empty = none. */
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly pools: readonly string[];
  /** Per direction; `undefined` = no limit is known. */
  readonly capacityMbps?: number | undefined;
  readonly maxSessions?: number | undefined;
  readonly draining: boolean;
  /** Published though no proof came from inside [KU-20]: a probe from there says nothing of it. */
  readonly unproven?: true | undefined;
  /** Sessions still there when a drain has taken this long are ended, spread over a minute; `undefined` = never. */
  readonly cutAfterMs?: number | undefined;
  /** Of the configuration this comes from; reported back. */
  readonly version: string;
}

/** What a managed relay tells of itself, every second, published or not. Rates in bits per second of the busier direction. */
export interface RelayReport {
  readonly node: NodeName;
  readonly state: "serving" | "draining";
  /** The address in force, empty = none. */
  readonly address: string;
  readonly sessions: number;
  /** Told by a rendezvous and not yet come. */
  readonly awaited: number;
  readonly usedBps: number;
  /** 0 = not known. */
  readonly capacityBps: number;
  /** 0..1: the largest of its shares of bandwidth, sessions, processor and loop delay. */
  readonly load: number;
  /** Assigned sessions in a row, up to now, of which no leg came before they expired [KU-21]. */
  readonly missedInARow: number;
  /** Of the order in force; empty = none. */
  readonly version: string;
  readonly release: string;
}

/** Orders down, reports up. Rejects with `StoreUnavailableError`; each call is one trip. */
export interface RelayOrders {
  /** Of a relay: leaves its report for 5 s and takes its order, `undefined` when there is none. */
  exchange(report: RelayReport): Promise<RelayOrder | undefined>;
  /** All reports that are fresh. */
  reports(): Promise<readonly RelayReport[]>;
  /** Gives these orders, and takes away those that are `undefined`. They stay until then. */
  give(orders: ReadonlyMap<NodeName, RelayOrder | undefined>): Promise<void>;
  /** All orders given. */
  orders(): Promise<ReadonlyMap<NodeName, RelayOrder>>;
}
