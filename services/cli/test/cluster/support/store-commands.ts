import { type RedisServer, redisCli } from "@fairlead/testkit";

/** Calls by command: those that nodes send, and those inside their scripts. */
export type StoreCalls = ReadonlyMap<string, number>;

/** Since the server's start. */
export async function storeCalls(redis: RedisServer): Promise<StoreCalls> {
  const lines = (await redisCli(redis.port, "info", "commandstats")).matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm);
  return new Map([...lines].map(([, name = "", calls]) => [name, Number(calls)]));
}

/** What came since; commands without a call are left out. */
export function callsSince(before: StoreCalls, after: StoreCalls): StoreCalls {
  const calls = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return new Map(calls.filter(([, count]) => count > 0));
}

/** One thing that nodes do at their own pace, and what it costs each time. */
export interface StoreHabit {
  readonly what: string;
  /** How many do it, and how often each. */
  readonly by: number;
  readonly everyMs: number;
  readonly commands: readonly string[];
}

/** What these habits cost in so much time, by command. */
export function expectedCalls(habits: readonly StoreHabit[], forMs: number): Map<string, number> {
  const expected = new Map<string, number>();
  for (const { by, everyMs, commands } of habits) {
    for (const command of commands) expected.set(command, (expected.get(command) ?? 0) + (by * forMs) / everyMs);
  }
  return expected;
}
