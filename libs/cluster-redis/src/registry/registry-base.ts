import type { RedisStore } from "../connection/redis-store.ts";
import { bucketOf, generationKey, locationKey, parkKey, peerKey } from "../device-keys.ts";
import type { Generations } from "./generations.ts";
import type { RegistryPorts, RegistrySettings } from "./registry-settings.ts";

const DAY_MS = 86_400_000;

/** What every part of the registry stands on: the store, its markers, and how keys and common arguments are made. */
export interface RegistryBase {
  readonly store: RedisStore;
  readonly generations: Generations;
  readonly ports: RegistryPorts;
  readonly settings: RegistrySettings;
}

export function deviceKeys({ store }: RegistryBase, id: string) {
  return {
    marker: store.key(generationKey(bucketOf(id))),
    peer: store.key(peerKey(id)),
    location: store.key(locationKey(id)),
    parked: store.key(parkKey(id)),
  };
}

/** The first three arguments of each script that asks whether a bucket heals. */
export function healingArguments(
  { generations, settings }: RegistryBase,
  bucket: number,
): readonly [string, string, number] {
  return [...generations.argumentsOf(bucket), settings.healMs];
}

/** When a device was last seen, to the day: enough to find who is long gone, and one write a day. */
export const dayOf = ({ ports }: RegistryBase): number => Math.floor(ports.clock.wall() / DAY_MS);
