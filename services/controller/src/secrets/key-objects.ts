import { errorMessage } from "@fairlead/base";
import { friendlyPair } from "@fairlead/runtime";
import { decodeBase64, Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import type { InstallNames } from "./install-names.ts";
import type { InstallObject, Values } from "./install-object.ts";

const [SECRET, PUBLIC] = ["id_ed25519", "id_ed25519.pub"] as const;

/** The key that all rendezvous pods sign with, as the files of a data folder [KEY-1]. It goes to no relay [KU-11]. */
export function signingKeyObject(names: InstallNames): InstallObject {
  return {
    kind: "Secret",
    place: names.signingKey,
    purpose: "the key that devices trust: keep it, also when you uninstall",
    make: () => {
      const pair = friendlyPair();
      return { [SECRET]: Buffer.from(pair.secret).toString("base64"), [PUBLIC]: publicKeyText(pair.publicKey) };
    },
    wrongWith: wrongWithKey,
    note: (values) => `public key ${publicHalf(values)}`,
  };
}

/** The half that relays ask clients for. */
export function publicKeyObject(names: InstallNames, signingKey: Values): InstallObject {
  const own = publicHalf(signingKey);
  return {
    kind: "ConfigMap",
    place: names.publicKey,
    purpose: "the public half, for relays",
    make: () => ({ [PUBLIC]: own }),
    wrongWith: (values) => {
      const there = (values[PUBLIC] ?? "").trim();
      if (there === own) return undefined;
      const step = `do: put ${own} there as ${PUBLIC}, or delete it and run this again`;
      return `its ${PUBLIC} is ${there === "" ? "missing" : there}, the signing key's public half is ${own}; ${step}`;
    },
  };
}

function wrongWithKey(values: Values): string | undefined {
  const text = values[SECRET]?.trim();
  const step = "do: put the files of a data folder there, or what fairlead keygen prints";
  if (text === undefined || text === "") return `it has no ${SECRET}; ${step}`;
  const secret = decodeBase64(text);
  if (secret === undefined) return `its ${SECRET} is not base64; ${step}`;
  try {
    const own = publicKeyText(Ed25519KeyPair.fromSecret(secret).publicKey);
    const there = values[PUBLIC]?.trim();
    if (there === undefined || there === own) return undefined;
    return `its ${PUBLIC} is not the public half of its ${SECRET}, which is ${own}; do: correct or remove ${PUBLIC}`;
  } catch (error) {
    return `its ${SECRET} is no signing key: ${errorMessage(error)}; ${step}`;
  }
}

/** Of a key that was found good. */
function publicHalf(values: Values): string {
  const secret = decodeBase64((values[SECRET] ?? "").trim()) ?? Buffer.alloc(0);
  return publicKeyText(Ed25519KeyPair.fromSecret(secret).publicKey);
}
