import type { KeyPlan } from "@fairlead/standalone";
import type { Role } from "./role.ts";
import type { WordReader } from "./word-reader.ts";

/** Secrets as containers mount them, already read: the contents of `/run/secrets/key_priv` and `key_pub`. */
export interface MountedSecrets {
  readonly keyPriv: string | undefined;
  readonly keyPub: string | undefined;
}

/** [KEY-2]: absent is `-` for whoever registers peers, and no check for a relay alone; empty is no check for both. */
export function planKey(role: Role, reader: WordReader, mounted: MountedSecrets): KeyPlan {
  const written = reader.text("key");
  const absent = role === "relay" ? "" : "-";
  const argument = written ?? (reader.isOn("encrypted-only") ? "_" : absent);
  return {
    argument,
    setting: written === undefined ? `KEY=${argument} (default)` : reader.setting("key"),
    secretText: reader.filledText("key-priv") ?? mounted.keyPriv,
    publicText: reader.filledText("key-pub") ?? mounted.keyPub,
    alsoAccepted: reader.list("accept-keys"),
  };
}
