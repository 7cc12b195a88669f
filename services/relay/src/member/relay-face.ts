import type { RelayName } from "@fairlead/base";

/** How a relay shows itself to those who choose. Rates in bits per second and direction; Infinity = no limit is known. */
export interface RelayFace {
  /** What clients are told to dial; `undefined` = nobody is sent here. */
  readonly name: RelayName | undefined;
  /** Empty = none. */
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly pools: readonly string[];
  readonly capacityBps: number;
  readonly maxSessions: number;
  /** No probe from inside the cluster says anything of the address [KU-20]. */
  readonly unproven?: true | undefined;
}
