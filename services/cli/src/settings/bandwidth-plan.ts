import { type RelayLimits, relaySettingsDefaults } from "@fairlead/relay";
import type { WordReader } from "./word-reader.ts";

/** [RL-9] [RL-10]: the old relay's words and defaults, except that nothing caps the total unasked. `totalFromBind` is that of `-b 100`. */
export function planBandwidth(reader: WordReader, totalFromBind: number | undefined): RelayLimits {
  const { limits } = relaySettingsDefaults;
  const startCheckSeconds = reader.positiveOrIgnored("downgrade-start-check");
  return {
    singleMbps: reader.positiveOrIgnored("single-bandwidth") ?? limits.singleMbps,
    totalMbps: reader.positiveOrIgnored("total-bandwidth") ?? totalFromBind ?? limits.totalMbps,
    slowMbps: reader.positiveOrIgnored("limit-speed") ?? limits.slowMbps,
    downgradeThreshold: reader.positiveOrIgnored("downgrade-threshold") ?? limits.downgradeThreshold,
    downgradeStartCheckMs: startCheckSeconds === undefined ? limits.downgradeStartCheckMs : startCheckSeconds * 1000,
  };
}
