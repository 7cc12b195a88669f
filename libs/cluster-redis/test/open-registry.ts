import type { LocationsUnderTest } from "@fairlead/cluster/testing";
import { RedisPeerRegistry, type RedisSettings, type RegistrySettings } from "../src/index.ts";
import { ageStore } from "./age-store.ts";
import { livePorts, openStore } from "./open-store.ts";

const LIVES = { locationMs: 15 * 60_000, parkMs: 20_000 };
let registries = 0;

function ownPrefix(): string {
  registries += 1;
  return `test-${process.pid}-${registries}:`;
}

/** An empty registry: under a prefix of its own, with a connection of its own. */
export async function openRegistry(
  url: string,
  store: Partial<RedisSettings> = {},
  settings: Partial<RegistrySettings> = {},
): Promise<RedisPeerRegistry & AsyncDisposable> {
  const opened = await openStore(url, { prefix: ownPrefix(), ...store });
  const registry = new RedisPeerRegistry(opened, livePorts(), settings);
  const close = async (): Promise<void> => {
    registry[Symbol.dispose]();
    await opened[Symbol.asyncDispose]();
  };
  return Object.assign(registry, { [Symbol.asyncDispose]: close });
}

/** For the contract of locations: time is played. `elder`: the user by whom the store grows older, where the registry's own may not look at all keys. */
export async function locationsOf(
  url: string,
  store: Partial<RedisSettings> = {},
  elder: Partial<RedisSettings> = {},
): Promise<LocationsUnderTest> {
  const settings = { prefix: ownPrefix(), ...store };
  const registry = await openRegistry(url, settings, LIVES);
  const aged = await openStore(url, { ...settings, ...elder });
  return {
    registry,
    ...LIVES,
    pass: (ms) => ageStore(aged, ms),
    close: async () => {
      await registry[Symbol.asyncDispose]();
      await aged[Symbol.asyncDispose]();
    },
  };
}
