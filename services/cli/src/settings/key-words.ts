import type { KeyPlan } from "@fairlead/server";
import type { Role } from "./role.ts";
import type { SecretFiles } from "./secret-file.ts";
import type { WordReader } from "./word-reader.ts";

/** Secrets as containers mount them, already read: the contents of `/run/secrets/key_priv` and `key_pub`. */
export interface MountedSecrets {
  readonly keyPriv: string | undefined;
  readonly keyPub: string | undefined;
}

/** Where the key pair may be besides the data dir. */
export interface KeyPlaces {
  readonly mounted: MountedSecrets;
  readonly files: SecretFiles;
}

/** [KEY-2]: absent is `-` for whoever registers peers, and no check for a relay alone; empty is no check for both. */
export function planKey(role: Role, reader: WordReader, { mounted, files }: KeyPlaces): KeyPlan {
  const written = reader.text("key");
  const absent = role === "relay" ? "" : "-";
  const argument = written ?? (reader.isOn("encrypted-only") ? "_" : absent);
  const secretText = files.secret("key-file") ?? reader.filledText("key-priv") ?? mounted.keyPriv;
  const publicText = reader.filledText("key-pub") ?? mounted.keyPub;
  if (publicText !== undefined && secretText === undefined) warnOfHalf(reader);
  return {
    argument,
    setting: written === undefined ? `KEY=${argument} (default)` : reader.setting("key"),
    secretText,
    publicText,
    alsoAccepted: reader.list("accept-keys"),
  };
}

function warnOfHalf(reader: WordReader): void {
  reader.notices.warn({
    reason: "a public key without its secret signs nothing and is ignored",
    setting: reader.setting("key-pub"),
    do: "give KEY_PRIV too, or leave KEY_PUB away to use id_ed25519",
  });
}
