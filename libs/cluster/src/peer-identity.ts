import type { PeerId } from "@fairlead/base";

/** Who a device is: what outlives every process. */
export interface PeerIdentity {
  readonly id: PeerId;
  /** The machine id as sent, 1–128 bytes. */
  readonly uuid: Uint8Array;
  /** The device's Ed25519 public key, 32 bytes as a rule. */
  readonly pk: Uint8Array;
  /** Canonical text of the address the device last registered from. */
  readonly registeredIp: string;
}
