import type { RegisterPk } from "@fairlead/wire";

/** Who a device says it is. */
export interface ClientIdentity {
  readonly id: string;
  /** The machine id: its text as bytes on desktops. */
  readonly uuid: Uint8Array;
  /** Ed25519 public key, 32 bytes. */
  readonly pk: Uint8Array;
}

export function registerPkOf(identity: ClientIdentity): RegisterPk {
  return { id: identity.id, uuid: identity.uuid, pk: identity.pk, oldId: "", noRegisterDevice: false };
}
