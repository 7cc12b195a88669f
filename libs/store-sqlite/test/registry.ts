import { randomBytes } from "node:crypto";
import { type Clock, peerId } from "@fairlead/base";
import type { PeerIdentity } from "@fairlead/cluster";
import { type OpenSqliteRegistryInput, openSqliteRegistry, type SqlitePeerRegistry } from "@fairlead/store-sqlite";

/** Real time: the store waits for a thread and a disk. */
export const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
  every: (periodMs, callback) => {
    const timer = setInterval(callback, periodMs);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
  deadline: (delayMs) => AbortSignal.timeout(delayMs),
};

export function open(file: string, input: Partial<OpenSqliteRegistryInput> = {}): Promise<SqlitePeerRegistry> {
  return openSqliteRegistry({ file, clock: realClock, ...input });
}

export function identity(id: string, fields: Partial<PeerIdentity> = {}): PeerIdentity {
  return {
    id: peerId(id),
    uuid: Buffer.from("machine-1"),
    pk: randomBytes(32),
    registeredIp: "198.51.100.9",
    ...fields,
  };
}
