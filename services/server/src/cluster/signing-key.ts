import { createHash } from "node:crypto";
import type { SharedSettings } from "@fairlead/cluster";
import { adviceFields } from "@fairlead/runtime";
import { ClusterJoinError } from "../errors.ts";
import type { ServerParts } from "../server-parts.ts";

const NAME = "signing-key";

/** Every rendezvous signs with one key, or devices would distrust all but one of them: the first says which, any other is refused [CL-18]. */
export async function settleSigningKey(settings: SharedSettings, { keys, plan }: ServerParts): Promise<void> {
  const own = keys.pair === undefined ? "" : (keys.publicKey ?? "");
  const settled = await settings.settle(NAME, own);
  if (settled === own) return;
  throw new ClusterJoinError(
    `this node's key is ${fingerprint(own)}, the cluster's is ${fingerprint(settled)}; ${plan.key.setting}; ` +
      `do: put id_ed25519 of another rendezvous node into ${plan.dataDir}, or give the other nodes this one`,
  );
}

/** A relay that asks for another key than clients of this cluster have carries nothing. */
export async function checkRelayKey(settings: SharedSettings, { keys, plan, ports }: ServerParts): Promise<void> {
  const settled = (await settings.read()).values.get(NAME);
  if (settled === undefined || settled === "" || keys.accepted.length === 0 || keys.accepted.includes(settled)) return;
  const advice = {
    reason: `this relay asks clients for another key than the cluster's, which is ${settled}: it will carry no session`,
    setting: plan.key.setting,
    do: `start it with -k ${settled}`,
  };
  ports.logger.warn("settings.warning", adviceFields(advice));
}

/** What people compare: enough of a hash of it. */
function fingerprint(publicKey: string): string {
  if (publicKey === "") return "free text, which signs nothing";
  return `SHA256:${createHash("sha256").update(publicKey).digest("hex").slice(0, 16)}`;
}
