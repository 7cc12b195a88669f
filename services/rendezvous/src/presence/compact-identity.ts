import type { StoredIdentity } from "@fairlead/protocol";

/**
 * An identity as it is kept for every device that is here: its bytes as text with one character each, a fifth of what two byte arrays take. Registrations and
 * signatures, which need the bytes, are rare.
 */
export class CompactIdentity implements StoredIdentity {
  readonly registeredIp: string;
  readonly #uuid: string;
  readonly #pk: string;

  constructor({ uuid, pk, registeredIp }: StoredIdentity) {
    this.#uuid = latin1(uuid);
    this.#pk = latin1(pk);
    this.registeredIp = registeredIp;
  }

  get uuid(): Uint8Array {
    return Buffer.from(this.#uuid, "latin1");
  }

  get pk(): Uint8Array {
    return Buffer.from(this.#pk, "latin1");
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
