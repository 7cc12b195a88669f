import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** What stays the same on this machine. Never leaves it: whoever uses it sends a hash. */
export function readMachineId(path = "/etc/machine-id"): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return hostname();
  }
}
