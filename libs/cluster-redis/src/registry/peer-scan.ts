import { peerId, withDeadline } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import type { Redis } from "ioredis";
import type { StoredPeer } from "./peer-import.ts";
import type { PeerReader } from "./peer-reader.ts";
import type { RegistryBase } from "./registry-base.ts";

/** Keys that Redis looks at in one step: some milliseconds of its time. */
const STEP_KEYS = 4000;
const STEP_TIMEOUT_MS = 10_000;

/** Every device of each master, step by step. Rejects with `StoreUnavailableError`; whoever wants all begins again then. */
export async function* scanPeers(base: RegistryBase, reader: PeerReader): AsyncGenerator<readonly StoredPeer[]> {
  const head = base.store.key("peer:");
  for (const master of base.store.masters()) {
    let cursor = "0";
    do {
      const [next, keys] = await step(base, master, cursor, `${globLiteral(head)}*`);
      cursor = next;
      const ids = keys.map((key) => peerId(key.slice(key.indexOf("}:", head.length) + 2)));
      const peers = await reader.stored(ids);
      if (peers.length > 0) yield peers;
    } while (cursor !== "0");
  }
}

async function step(base: RegistryBase, master: Redis, cursor: string, pattern: string): Promise<[string, string[]]> {
  try {
    const scan = master.scan(cursor, "MATCH", pattern, "COUNT", STEP_KEYS);
    return await withDeadline(base.ports.clock, STEP_TIMEOUT_MS, scan);
  } catch (cause) {
    throw new StoreUnavailableError("Redis did not answer while its keys were read", { cause });
  }
}

const globLiteral = (text: string): string => text.replace(/[\\*?[\]]/g, "\\$&");
