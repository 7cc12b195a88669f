import { hbb } from "./gen/rendezvous.js";

/** What the server signs for the controlling side: this id has this key [KEY-6]. */
export interface IdPk {
  readonly id: string;
  /** B's Ed25519 public key; empty when it never sent one. */
  readonly pk: Uint8Array;
}

export function encodeIdPk(id: string, pk: Uint8Array): Uint8Array {
  return hbb.IdPk.encode(pk.length === 0 ? { id } : { id, pk }).finish();
}

/** `undefined` for bytes that are no IdPk. */
export function decodeIdPk(bytes: Uint8Array): IdPk | undefined {
  try {
    const { id, pk } = hbb.IdPk.decode(bytes);
    return { id, pk };
  } catch {
    // Garbage: whose signature it carried does not matter.
    return undefined;
  }
}
