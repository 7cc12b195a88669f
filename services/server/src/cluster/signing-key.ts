import { createHash } from "node:crypto";
import type { SharedSettings } from "@fairlead/cluster";
import { ClusterJoinError } from "../errors.ts";
import type { ServerKeys } from "../server-keys.ts";
import type { ServerPlan } from "../server-plan.ts";

const NAME = "signing-key";

/** Every rendezvous signs with one key, or devices would distrust all but one of them: the first says which, any other is refused [CL-18]. */
export async function settleSigningKey(settings: SharedSettings, keys: ServerKeys, plan: ServerPlan): Promise<void> {
  const own = keys.pair === undefined ? "" : (keys.publicKey ?? "");
  const settled = await settings.settle(NAME, own);
  if (settled === own) return;
  throw new ClusterJoinError(
    `this node's key is ${fingerprint(own)}, the cluster's is ${fingerprint(settled)}; ${plan.key.setting}; ` +
      `do: put id_ed25519 of another rendezvous node into ${plan.dataDir}, or give the other nodes this one`,
  );
}

/** The key that the rendezvous nodes sign with; `undefined` = none has started yet. */
export async function settledSigningKey(settings: SharedSettings): Promise<string | undefined> {
  return (await settings.read()).values.get(NAME);
}

/** What people compare: enough of a hash of it. */
function fingerprint(publicKey: string): string {
  if (publicKey === "") return "free text, which signs nothing";
  return `SHA256:${createHash("sha256").update(publicKey).digest("hex").slice(0, 16)}`;
}
