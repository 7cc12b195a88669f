import { decodeIdPk, type Ed25519KeyPair, encodeIdPk, openSigned, signAttached } from "@fairlead/wire";

/** What the controlled side says first on every session, unasked: its own signed id, with a session key in a real client. */
export function greetingOf(keyPair: Ed25519KeyPair, id: string, sessionKey: Uint8Array): Buffer {
  return Buffer.from(signAttached(keyPair, encodeIdPk(id, sessionKey)));
}

/**
 * Whether the controlling side trusts who greets: the rendezvous signed this device's key for the id that was asked for, and the greeting is signed by
 * that key [KEY-6].
 */
export function isTrusted(
  greeting: Uint8Array,
  proof: { readonly signedPk: Uint8Array; readonly serverKey: Uint8Array; readonly id: string },
): boolean {
  const idPk = openIdPk(proof.serverKey, proof.signedPk);
  if (idPk === undefined || idPk.id !== proof.id || idPk.pk.length !== 32) return false;
  return openIdPk(idPk.pk, greeting)?.id === proof.id;
}

function openIdPk(publicKey: Uint8Array, signed: Uint8Array): ReturnType<typeof decodeIdPk> {
  const opened = openSigned(publicKey, signed);
  return opened === undefined ? undefined : decodeIdPk(opened);
}
