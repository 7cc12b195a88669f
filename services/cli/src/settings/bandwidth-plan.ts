import type { RelayLimits } from "@fairlead/relay";
import type { WordReader } from "./word-reader.ts";

/** [RL-9] [RL-10]: the old relay's words and defaults, except that nothing caps the total unasked. `totalFromBind` is that of `-b 100`. */
export function planBandwidth(reader: WordReader, totalFromBind: number | undefined): RelayLimits {
  return {
    singleMbps: reader.positiveOrIgnored("single-bandwidth") ?? 128,
    totalMbps: reader.positiveOrIgnored("total-bandwidth") ?? totalFromBind,
    slowMbps: reader.positiveOrIgnored("limit-speed") ?? 32,
    downgradeThreshold: reader.positiveOrIgnored("downgrade-threshold") ?? 0.66,
    downgradeStartCheckMs: (reader.positiveOrIgnored("downgrade-start-check") ?? 1800) * 1000,
  };
}
