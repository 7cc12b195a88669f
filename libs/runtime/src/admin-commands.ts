import type { Logger } from "@fairlead/base";
import { type AdminAnswer, type AdminCommand, errorAnswer, textAnswer } from "./admin-answer.ts";
import { nearestName } from "./nearest-name.ts";

/** Who may know words that this server does not; `undefined` = nobody does. */
export type Otherwise = (words: readonly string[]) => Promise<AdminAnswer | undefined>;

/** The commands that a server offers, by name and alias. */
export class AdminCommands {
  readonly list: readonly AdminCommand[];
  readonly #byName = new Map<string, AdminCommand>();
  readonly #logger: Logger;
  readonly #otherwise: Otherwise | undefined;

  /** Throws TypeError when two commands share a name. */
  constructor(commands: readonly AdminCommand[], logger: Logger, otherwise?: Otherwise) {
    this.list = commands;
    this.#logger = logger;
    this.#otherwise = otherwise;
    for (const command of commands) for (const name of [command.name, ...command.aliases]) this.#add(name, command);
  }

  /** Runs what the words say. Never rejects: what goes wrong is an error answer. */
  async run(words: readonly string[]): Promise<AdminAnswer> {
    const [name, ...rest] = words;
    if (name === undefined || name === "") return errorAnswer("no command; do: ctl help");
    const command = this.#byName.get(name);
    try {
      if (command === undefined) return (await this.#otherwise?.(words)) ?? this.#unknown(name);
      return await command.run(rest);
    } catch (error) {
      this.#logger.error("admin.command.failed", { command: name, error });
      return errorAnswer(`${name} failed; the server's log has the reason (admin.command.failed)`);
    }
  }

  #add(name: string, command: AdminCommand): void {
    if (this.#byName.has(name)) throw new TypeError(`two admin commands are called ${name}`);
    this.#byName.set(name, command);
  }

  #unknown(name: string): AdminAnswer {
    if (name === "help") return textAnswer(commandHelp(this.list));
    const near = nearestName(name, [...this.#byName.keys()]);
    return errorAnswer(`unknown command ${name}; do: ${near === undefined ? "ctl help" : `ctl ${near}, or ctl help`}`);
  }
}

/** One line per command: `name(alias) USAGE  help`. */
export function commandHelp(commands: readonly AdminCommand[]): string {
  const lines = commands.map((command) => ({ left: commandHead(command), help: command.help }));
  const width = Math.max(0, ...lines.map(({ left }) => left.length));
  return lines.map(({ left, help }) => `${left.padEnd(width)}  ${help}`).join("\n");
}

function commandHead({ name, aliases, usage }: AdminCommand): string {
  const aliasText = aliases.length === 0 ? "" : `(${aliases.join(",")})`;
  return `${name}${aliasText}${usage === "" ? "" : ` ${usage}`}`;
}
