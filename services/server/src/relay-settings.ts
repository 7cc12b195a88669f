import type { Logger } from "@fairlead/base";
import { type RelaySettings, relaySettingsDefaults } from "@fairlead/relay";
import { adviceFields } from "@fairlead/runtime";
import { CidrList } from "@fairlead/wire";
import { readAddressList } from "./address-list-file.ts";
import type { ServerParts } from "./server-parts.ts";
import type { RelayPlan } from "./server-plan.ts";

/** The relay of a plan in its own terms, with the old relay's two lists of the data dir. */
export function relaySettings(parts: ServerParts, own: RelayPlan): RelaySettings {
  const { plan, keys, tlsFiles, sockets, ports } = parts;
  return {
    ...relaySettingsDefaults,
    tcp: { port: own.port, bind: plan.bindHost },
    ws: { port: own.wsPort, bind: plan.bindHost },
    frontPath: sockets?.relayPath,
    tlsFiles: tlsFiles && { certPath: tlsFiles.certFile, keyPath: tlsFiles.keyFile },
    acceptedKeys: keys.accepted,
    trustedProxies: plan.trustedProxies,
    limits: own.limits,
    lists: {
      blocked: readUsable(plan.dataDir, "blocklist.txt", ports.logger),
      slowed: readUsable(plan.dataDir, "blacklist.txt", ports.logger),
      allowed: own.allow,
      denied: own.deny,
    },
  };
}

/** A line that is no address never matched in the old relay either; it is left out with a warning. */
function readUsable(dataDir: string, name: string, logger: Logger): readonly string[] {
  return readAddressList(dataDir, name).filter((entry) => {
    try {
      CidrList.parse([entry]);
      return true;
    } catch {
      const advice = {
        reason: `${entry} is no address and is left out`,
        setting: name,
        do: "write an address or a network",
      };
      logger.warn("settings.warning", adviceFields(advice));
      return false;
    }
  });
}
