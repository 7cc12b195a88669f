/** A process that opens a database, says `opened` or why not, then claims one id per line of its input and prints the outcome of each. */
import { createInterface } from "node:readline";
import { FairleadError } from "@fairlead/base";
import type { SqlitePeerRegistry } from "@fairlead/store-sqlite";
import { identity, open } from "./registry.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const codeOf = (error: unknown): string => (error instanceof FairleadError ? error.code : String(error));

async function serve(registry: SqlitePeerRegistry): Promise<void> {
  say("opened");
  for await (const id of createInterface({ input: process.stdin })) {
    const outcome = await registry.claim(identity(id)).then(({ kind }) => kind, codeOf);
    say(outcome);
  }
  await registry[Symbol.asyncDispose]();
}

await open(process.argv[2] ?? "").then(serve, (error) => say(`${codeOf(error)} ${error.message}`));
