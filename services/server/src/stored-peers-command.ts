import type { PeerIdentity } from "@fairlead/cluster";
import { type AdminCommand, tableAnswer, textAnswer } from "@fairlead/runtime";
import type { SqlitePeerRegistry } from "@fairlead/store-sqlite";

const MAX_ROWS = 1000;

/** `stored`: what the database holds, whether a device is here or not. */
export function storedPeersCommand(registry: SqlitePeerRegistry): AdminCommand {
  return {
    name: "stored",
    aliases: [],
    usage: "[TEXT | count]",
    help: "devices in the database, those whose id or address holds TEXT, or how many",
    run: async ([text = ""]) => {
      if (text === "count") return textAnswer(String(await registry.count()));
      return tableAnswer(["id", "address", "uuid"], (await registry.search(text, MAX_ROWS)).map(asRow));
    },
  };
}

function asRow({ id, registeredIp, uuid }: PeerIdentity): readonly string[] {
  return [id, registeredIp, Buffer.from(uuid).toString("latin1")];
}
