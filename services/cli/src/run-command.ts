import { nearestName, SettingsError } from "@fairlead/runtime";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { errorLine } from "./error-line.ts";
import { release } from "./release.ts";
import type { World } from "./world.ts";

/** Runs the command that the first word names; answers the exit code. Whatever goes wrong is one line. */
export async function runCommand(world: World): Promise<number> {
  const [word = "--help", ...rest] = world.argv;
  try {
    if (word === "--help" || word === "-h" || word === "help") return say(world, helpFor(rest[0]));
    if (word === "--version" || word === "-V") return say(world, versionLine());
    const command = findCommand(word);
    if (asksForHelp(rest)) return say(world, command.help());
    if (rest[0] === "--version" || rest[0] === "-V") return say(world, versionLine());
    return await command.run({ ...world, argv: rest });
  } catch (error) {
    world.err.write(`${errorLine(error)}\n`);
    return 1;
  }
}

function say(world: World, text: string): number {
  world.out.write(`${text}\n`);
  return 0;
}

/** Also behind other flags, but not where it is a value: `-k --help` is nobody's key. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === "--help" || word === "-h");
}

function findCommand(word: string): Command {
  const command = COMMANDS.find(({ names }) => names.includes(word));
  if (command !== undefined) return command;
  const kind = word.startsWith("-") ? "flag before a command" : "command";
  const near = nearestName(
    word,
    COMMANDS.flatMap(({ names }) => names),
  );
  const step = near === undefined ? "see fairlead --help" : `write fairlead ${near}, or see fairlead --help`;
  throw new SettingsError(`unknown ${kind} ${word}; do: ${step}`);
}

function helpFor(word: string | undefined): string {
  return word === undefined ? overview() : findCommand(word).help();
}

function overview(): string {
  const rows = COMMANDS.map(({ names, summary }) => [names.join(", "), summary] as const);
  const width = Math.max(...rows.map(([names]) => names.length));
  return [
    "fairlead: a rendezvous and relay server for RustDesk clients",
    "",
    "  fairlead COMMAND [FLAGS]",
    "",
    ...rows.map(([names, summary]) => `  ${names.padEnd(width)}  ${summary}`),
    "",
    "On one machine: fairlead standalone --data-dir ./data",
    "Flags of a command: fairlead COMMAND --help",
  ].join("\n");
}

function versionLine(): string {
  return `fairlead ${release()}`;
}
