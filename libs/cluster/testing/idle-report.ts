import { nodeName } from "@fairlead/base";
import type { RelayReport } from "../src/index.ts";

/** What a relay reports that has no order yet and carries nothing. */
export const idleReport = (node: string): RelayReport => ({
  node: nodeName(node),
  state: "serving",
  address: "",
  sessions: 0,
  awaited: 0,
  usedBps: 0,
  capacityBps: 0,
  load: 0,
  missedInARow: 0,
  version: "",
  release: "",
});
