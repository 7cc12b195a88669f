import { relayName } from "@fairlead/base";
import { ipBlockerAnswer, ipChangesAnswer } from "@fairlead/protocol";
import { type AdminAnswer, type AdminCommand, textAnswer } from "@fairlead/runtime";
import type { PunchLog, PunchLogEntry } from "../punch-log.ts";
import type { Workings } from "../workings.ts";

const DEFAULT_LINES = 10;

/** The words of hbbs's console, answered as it did. (srv §6.8) */
export function consoleCommands(workings: Workings): readonly AdminCommand[] {
  const { registrationLimits, ipChanges, punchLog, ports } = workings;
  return [
    {
      name: "relay-servers",
      aliases: ["rs"],
      usage: "[A,B]",
      help: "relays that are handed out now, or makes this the list; '' for none",
      run: (words) => relayServers(workings, words),
    },
    {
      name: "ip-blocker",
      aliases: ["ib"],
      usage: "[IP|NUMBER] [-]",
      help: "registrations counted by address; - forgives one",
      run: (words) => textAnswer(ipBlockerAnswer(registrationLimits, words, ports.clock.now())),
    },
    {
      name: "ip-changes",
      aliases: ["ic"],
      usage: "[ID|NUMBER] [-]",
      help: "devices that keep changing address; - forgets one",
      run: (words) => textAnswer(ipChangesAnswer(ipChanges, words, ports.clock.now())),
    },
    {
      name: "punch-requests",
      aliases: ["pr"],
      usage: "[OFFSET] [NUMBER] | -",
      help: "who asked for whom; - clears the list",
      run: (words) => punchRequests(punchLog, words),
    },
    {
      name: "always-use-relay",
      aliases: ["aur"],
      usage: "[Y|N]",
      help: "relays every session, or lets them be direct",
      run: (words) => alwaysUseRelay(workings, words),
    },
    {
      name: "test-geo",
      aliases: ["tg"],
      usage: "IP1 [IP2]",
      help: "the relay that two addresses would be given",
      run: (words) => testGeo(workings, words),
    },
    { name: "reload-geo", aliases: ["rg"], usage: "", help: "does nothing, as it did", run: () => textAnswer("") },
  ];
}

function relayServers({ ports, live }: Workings, words: readonly string[]): AdminAnswer {
  if (words.length === 0) {
    const serving = ports.relays.snapshot().filter((relay) => relay.serving);
    return textAnswer(serving.map((relay) => `${relay.name}\n`).join(""));
  }
  const names = words.flatMap((word) => word.split(",")).map((name) => name.trim());
  live.relayList = names.filter((name) => name !== "").map(relayName);
  return textAnswer("");
}

function punchRequests(log: PunchLog, [first, second]: readonly string[]): AdminAnswer {
  if (first === "-") {
    log.clear();
    return textAnswer("");
  }
  const offset = wholeNumber(first) ?? 0;
  const lines = wholeNumber(second) ?? DEFAULT_LINES;
  const shown = log.entries().slice(offset, offset + lines);
  return textAnswer(shown.map((entry) => `${punchLine(entry)}\n`).join(""));
}

function punchLine({ wallMs, fromIp, toId, toIp }: PunchLogEntry): string {
  return `${new Date(wallMs).toISOString().replace(/\.\d+Z$/, "Z")} ${fromIp} -> ${toId}@${toIp}`;
}

/** Only `Y` turns it on. The relay list stays as it is; the old server took the word for a new one. */
function alwaysUseRelay({ live }: Workings, [word]: readonly string[]): AdminAnswer {
  if (word === undefined) return textAnswer(`ALWAYS_USE_RELAY: ${live.alwaysUseRelay}\n`);
  live.alwaysUseRelay = word.toUpperCase() === "Y";
  return textAnswer("");
}

/** Asked of the real choice, so it takes its turn. */
function testGeo({ relayDesk }: Workings, [controllingIp, targetIp]: readonly string[]): AdminAnswer {
  if (controllingIp === undefined) return textAnswer("");
  return textAnswer(JSON.stringify(relayDesk.pick({ controllingIp, targetId: targetIp ?? "", targetIp })));
}

function wholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined;
}
