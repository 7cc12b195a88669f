import { helpLines } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import type { Role } from "../settings/role.ts";
import { wordsOf } from "../settings/word-table.ts";

interface ServeText {
  readonly role: Role;
  readonly names: readonly string[];
  readonly summary: string;
  readonly about: readonly string[];
}

function serveCommand({ role, names, summary, about }: ServeText): Command {
  return {
    names,
    summary,
    help: () =>
      [
        `fairlead ${names[0]} [FLAGS]`,
        "",
        ...about,
        "",
        ...helpLines(wordsOf(role)),
        "",
        "Every flag may stand as NAME=value in the file of -c, in .env of the data dir, or in the environment; the first of these that has it counts. Case,",
        "'-' and '_' make no difference. An empty value is a value: -k '' checks no key, -r '' hands out no relay.",
        "Ctrl-C lets relayed sessions end, for as long as --drain-seconds says; a second one ends now.",
      ].join("\n"),
    async run(world) {
      // What serves is large, and nobody else who runs a command needs it.
      const { runServer } = await import("../run-server.ts");
      return await runServer(role, world);
    },
  };
}

export const standalone = serveCommand({
  role: "standalone",
  names: ["standalone"],
  summary: "rendezvous and relay on this machine (hbbs + hbbr)",
  about: [
    "Runs on the folder of a stopped hbbs and hbbr as it is: same key, same ids, same ports. Ports from PORT=21116: PORT-1 NAT test, PORT main (TCP and UDP),",
    "PORT+1 relay, PORT+2 and PORT+3 WebSocket.",
  ],
});

export const rendezvous = serveCommand({
  role: "rendezvous",
  names: ["rendezvous", "hbbs"],
  summary: "the rendezvous server alone, with hbbs's words",
  about: [
    "Registers devices and brings them together. Ports from PORT=21116: PORT-1 NAT test, PORT main (TCP and UDP), PORT+2 WebSocket.",
  ],
});

export const relay = serveCommand({
  role: "relay",
  names: ["relay", "hbbr"],
  summary: "the relay alone, with hbbr's words",
  about: [
    "Carries sessions between devices that reach this port. Alone it uses hbbr's rule: whoever has the key may relay; without -k, everybody.",
    "Ports: 21117 and 21119 (WebSocket). -p is the relay's own port; PORT=n in a file or the environment is the rendezvous server's and means n + 1.",
  ],
});
