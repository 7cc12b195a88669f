/** Where an address is, as far as somebody knows. */
export interface Place {
  /** The operator's own word for it; empty = none. */
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Where addresses are. Synchronous, local, phones nobody; never throws. */
export interface Geography {
  locate(ip: string): Place | undefined;
}
export const noGeography: Geography = { locate: () => undefined };
