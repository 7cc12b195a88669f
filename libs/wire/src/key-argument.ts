import { Ed25519KeyPair } from "./ed25519.ts";

/** What `-k` means [KEY-2]. */
export type KeyArgument =
  | { readonly kind: "files" }
  | { readonly kind: "noCheck" }
  | { readonly kind: "secret"; readonly keyPair: Ed25519KeyPair }
  | { readonly kind: "text"; readonly text: string };

/** Reads every form of the key argument. Throws WIRE_BAD_KEY for 64 bytes that are no key pair. */
export function parseKeyArgument(text: string): KeyArgument {
  if (text === "-" || text === "_") return { kind: "files" };
  if (text === "") return { kind: "noCheck" };
  const secret = decodeBase64(text);
  if (secret?.length === 64) return { kind: "secret", keyPair: Ed25519KeyPair.fromSecret(secret) };
  return { kind: "text", text };
}

/** The bytes of standard base64 with padding, or `undefined`: Node's own decoder takes anything. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** Whether a key argument is the public half of this pair: then it means the pair, and signing stays on [KEY-2]. */
export const isPublicHalf = (text: string, keyPair: Ed25519KeyPair): boolean =>
  text === publicKeyText(keyPair.publicKey);

/** The base64 text that clients are configured with. */
export const publicKeyText = (publicKey: Uint8Array): string => Buffer.from(publicKey).toString("base64");
