import { type AdminCommand, errorAnswer, tableAnswer, textAnswer } from "@fairlead/runtime";
import type { Workings } from "../workings.ts";

/** The servers that clients are told of, and what waits. */
export function serverCommands({ live, waiting, healthChecks }: Workings): readonly AdminCommand[] {
  return [
    {
      name: "servers",
      aliases: [],
      usage: "[SERIAL A,B]",
      help: "the server list pushed to clients whose serial is older, or makes this the list",
      run: (words) => {
        if (words.length === 0) return textAnswer(`${live.serverList.serial} ${live.serverList.servers.join(",")}\n`);
        const list = parseServerList(words);
        if (typeof list === "string") return errorAnswer(list);
        live.serverList = list;
        return textAnswer("");
      },
    },
    {
      name: "requests",
      aliases: [],
      usage: "",
      help: "requests that wait for a device, and sessions that report by a health check",
      run: () => tableAnswer(["waiting", "health checks"], [[waiting.size, healthChecks.size]]),
    },
  ];
}

/** A text says what is wrong with it. A client never sends less than 3, so a smaller serial reaches nobody. */
function parseServerList([serial, ...lists]: readonly string[]):
  | { serial: number; servers: readonly string[] }
  | string {
  if (serial === undefined || !/^\d{1,9}$/.test(serial))
    return "the serial is a whole number; do: ctl servers SERIAL A,B";
  const servers = lists.flatMap((list) => list.split(",")).map((name) => name.trim());
  return { serial: Number(serial), servers: servers.filter((name) => name !== "") };
}
