import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeIdPk, openSigned } from "@fairlead/wire";
import type { Signer } from "../src/index.ts";

/** What every signer promises. */
export function signerContract(name: string, create: () => Signer): void {
  describe(`signer contract: ${name}`, () => {
    it("has a public key of 32 bytes, always the same", () => {
      const signer = create();
      assert.equal(signer.publicKey.length, 32);
      assert.deepEqual(Buffer.from(signer.publicKey), Buffer.from(signer.publicKey));
    });

    it("[KEY-6] signs an id with its key so that a client can open it", () => {
      const signer = create();
      const pk = new Uint8Array(32).fill(3);
      const opened = openSigned(signer.publicKey, signer.signIdPk("123456789", pk));
      assert.ok(opened !== undefined, "the signature does not verify");
      const idPk = decodeIdPk(opened);
      assert.equal(idPk?.id, "123456789");
      assert.deepEqual(Buffer.from(idPk?.pk ?? []), Buffer.from(pk));
    });

    it("[KEY-6] leaves an empty key out", () => {
      const signer = create();
      const opened = openSigned(signer.publicKey, signer.signIdPk("abc", new Uint8Array(0)));
      assert.equal(Buffer.from(opened ?? []).toString("hex"), "0a03616263");
    });

    it("[KX-2] signs an ephemeral key as signature, then message: 96 bytes", () => {
      const signer = create();
      const ephemeral = Uint8Array.from({ length: 32 }, (_, index) => index);
      const signed = signer.signKeyExchange(ephemeral);
      assert.equal(signed.length, 96);
      assert.deepEqual(Buffer.from(signed.subarray(64)), Buffer.from(ephemeral));
      assert.deepEqual(Buffer.from(openSigned(signer.publicKey, signed) ?? []), Buffer.from(ephemeral));
    });
  });
}
