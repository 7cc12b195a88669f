import { basename } from "node:path";
import { readWords, WordTable } from "@fairlead/runtime";
import type { MountedSecrets } from "../../src/settings/key-words.ts";
import { type PlannedServer, planServer } from "../../src/settings/plan-server.ts";
import type { Role } from "../../src/settings/role.ts";
import { wordsOf } from "../../src/settings/word-table.ts";

export interface PlanInput {
  readonly argv?: readonly string[];
  readonly configFile?: string;
  readonly envFile?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly mounted?: MountedSecrets;
  readonly ownAddresses?: readonly string[];
  /** By base name; `text of NAME` when absent. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a role would do with these words, in a data dir that is never opened. */
export function plan(role: Role, input: PlanInput): PlannedServer {
  const words = readWords(new WordTable(wordsOf(role)), {
    argv: input.argv ?? [],
    environment: input.environment ?? {},
    ...(input.configFile !== undefined && { configFile: { path: "conf", text: input.configFile } }),
    ...(input.envFile !== undefined && { envFile: { path: ".env", text: input.envFile } }),
  });
  return planServer(role, words, {
    dataDir: "/nowhere",
    ownAddresses: input.ownAddresses ?? ["192.0.2.7"],
    hostName: "machine-7",
    mounted: input.mounted ?? { keyPriv: undefined, keyPub: undefined },
    readFile: (path) => input.files?.[basename(path)] ?? `text of ${basename(path)}\n`,
  });
}

export function warnings({ notices }: PlannedServer): readonly string[] {
  return notices.filter(({ level }) => level === "warn").map(({ advice }) => `${advice.reason}; ${advice.setting}`);
}
