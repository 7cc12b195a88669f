import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadWords, SettingsError, type WordSpec, WordTable } from "@fairlead/runtime";
import type { RedisPlan } from "@fairlead/server";
import { CLUSTER_WORDS } from "../settings/cluster-words.ts";
import { Notices } from "../settings/notices.ts";
import { planRedis } from "../settings/redis-words.ts";
import { SecretFiles } from "../settings/secret-file.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const REDIS_WORDS = CLUSTER_WORDS.filter(({ name }) => name.startsWith("redis"));

/** What follows `fairlead import` and `fairlead export`. */
export interface TransferPlan {
  /** Absolute: hbbs's folder. */
  readonly folder: string;
  /** Absolute: where the nodes' key is; `undefined` = it is left alone. */
  readonly dataDir: string | undefined;
  readonly redis: RedisPlan;
  /** Of the command's own words without a value. */
  readonly isOn: (name: string) => boolean;
}

export const transferWords = (own: readonly WordSpec[]): readonly WordSpec[] => [...REDIS_WORDS, ...own];

/** Throws SettingsError. */
export function planTransfer(world: World, command: string, own: readonly WordSpec[]): TransferPlan {
  const { words, dataDir } = loadWords(new WordTable(transferWords(own)), { ...world, dataDirWord: "data-dir" });
  const reader = new WordReader(words, new Notices());
  const [folder, ...more] = words.positionals;
  if (folder === undefined || more.length > 0)
    throw new SettingsError(`one folder is needed; do: fairlead ${command} DIR --redis URL`);
  if (reader.filledText("redis") === undefined) reader.refuse("redis", "no Redis is named", "give --redis URL");
  const files = new SecretFiles(reader, dataDir, (path) => readFileSync(path, "utf8"));
  return {
    folder: resolve(world.workingDir, folder),
    dataDir: reader.filledText("data-dir") === undefined ? undefined : dataDir,
    redis: planRedis(reader, files),
    isOn: (name) => reader.isOn(name),
  };
}
