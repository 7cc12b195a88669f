import { delay } from "@fairlead/base";
import type { LocationsUnderTest } from "@fairlead/cluster/testing";
import { liveClock } from "@fairlead/testkit";
import { RedisPeerRegistry, type RedisSettings, type RegistrySettings } from "../src/index.ts";
import { livePorts, openStore } from "./open-store.ts";

const SHORT = { locationMs: 1500, parkMs: 1500 };
let registries = 0;

/** An empty registry: under a prefix of its own, with a connection of its own. */
export async function openRegistry(
  url: string,
  store: Partial<RedisSettings> = {},
  settings: Partial<RegistrySettings> = {},
): Promise<RedisPeerRegistry & AsyncDisposable> {
  registries += 1;
  const opened = await openStore(url, { prefix: `test-${process.pid}-${registries}:`, ...store });
  const registry = new RedisPeerRegistry(opened, livePorts(), settings);
  const close = async (): Promise<void> => {
    registry[Symbol.dispose]();
    await opened[Symbol.asyncDispose]();
  };
  return Object.assign(registry, { [Symbol.asyncDispose]: close });
}

/** For the contract of locations: lives are short, and time is real. */
export async function locationsOf(url: string, store: Partial<RedisSettings> = {}): Promise<LocationsUnderTest> {
  const registry = await openRegistry(url, store, SHORT);
  return {
    registry,
    ...SHORT,
    pass: async (ms) => void (await delay(liveClock(), ms)),
    close: async () => registry[Symbol.asyncDispose](),
  };
}
