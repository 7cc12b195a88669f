import { type AdminAnswer, type AdminCommand, errorAnswer, textAnswer } from "@fairlead/runtime";
import { WireError } from "@fairlead/wire";
import type { AddressRules, ListName } from "../address-rules.ts";
import type { Relay } from "../relay.ts";

/** One list, with the old console's three short words [RL-11]: `ba`, `br`, `b` and their like. */
interface ListWords {
  readonly list: ListName;
  readonly name: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly show: readonly string[];
  readonly what: string;
}

const LISTS: readonly ListWords[] = [
  { list: "slowed", name: "blacklist", add: ["ba"], remove: ["br"], show: ["b"], what: "slowed to LIMIT_SPEED" },
  { list: "blocked", name: "blocklist", add: ["Ba"], remove: ["Br"], show: ["B"], what: "refused" },
  {
    list: "allowed",
    name: "allowlist",
    add: [],
    remove: [],
    show: [],
    what: "the only ones served, when there are any",
  },
  { list: "denied", name: "denylist", add: [], remove: [], show: [], what: "refused" },
];

/** Show, add and remove for each list. Addresses are separated by `|`, as the old console has it, by commas, or stand alone; CIDRs are welcome. `all` empties a list. */
export function listCommands(relay: Pick<Relay, "rules">): readonly AdminCommand[] {
  return LISTS.flatMap((words) => [
    addCommand(relay.rules, words),
    removeCommand(relay.rules, words),
    showCommand(relay.rules, words),
  ]);
}

function addCommand(rules: AddressRules, { list, name, add, what }: ListWords): AdminCommand {
  return {
    name: `${name}-add`,
    aliases: add,
    usage: "IP|CIDR…",
    help: `adds to the addresses that are ${what}; no file is written`,
    run: (words) => change(words, (entries) => rules.add(list, entries)),
  };
}

function removeCommand(rules: AddressRules, { list, name, remove, what }: ListWords): AdminCommand {
  return {
    name: `${name}-remove`,
    aliases: remove,
    usage: "IP|CIDR…|all",
    help: `takes out of the addresses that are ${what}; no file is written`,
    run: (words) =>
      change(words, (entries) => (entries.includes("all") ? rules.clear(list) : rules.remove(list, entries))),
  };
}

function showCommand(rules: AddressRules, { list, name, show, what }: ListWords): AdminCommand {
  return {
    name,
    aliases: show,
    usage: "[IP]",
    help: `addresses that are ${what}: the list, or true or false for one`,
    run: ([ip]) => textAnswer(ip === undefined ? rules.entries(list).join("\n") : String(rules.contains(list, ip))),
  };
}

/** Setters answer nothing, as on the old console. */
function change(words: readonly string[], apply: (entries: readonly string[]) => void): AdminAnswer {
  const entries = words.flatMap((word) => word.split(/[|,]/)).filter((entry) => entry !== "");
  if (entries.length === 0) return errorAnswer("name one or more addresses or networks; nothing was changed");
  try {
    apply(entries);
    return textAnswer("");
  } catch (error) {
    if (error instanceof WireError) return errorAnswer(error.message);
    throw error;
  }
}
