import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { ServerKeyError } from "../src/errors.ts";
import { type DataDirKeys, resolveKeys, type ServerKeys } from "../src/server-keys.ts";
import type { KeyPlan } from "../src/server-plan.ts";

const own = Ed25519KeyPair.generate();
const ownKey = publicKeyText(own.publicKey);
const other = Ed25519KeyPair.generate();
const otherKey = publicKeyText(other.publicKey);
const secretOf = (pair: Ed25519KeyPair): string => pair.secret.toString("base64");

interface Case extends Partial<KeyPlan> {
  readonly signs?: boolean;
  /** False: an empty folder. */
  readonly hasFiles?: boolean;
}

async function resolved({
  signs = true,
  hasFiles = true,
  ...plan
}: Case): Promise<ServerKeys & { readonly opened: number }> {
  let opened = 0;
  const files: DataDirKeys = {
    open: async () => {
      opened += 1;
      return own;
    },
    peek: async () => (hasFiles ? own : undefined),
  };
  const defaults = { argument: "-", setting: "KEY", secretText: undefined, publicText: undefined, alsoAccepted: [] };
  return { ...(await resolveKeys({ ...defaults, ...plan }, files, signs)), opened };
}

describe("what the key argument means [KEY-2]", () => {
  for (const argument of ["-", "_"]) {
    it(`${argument}: the files sign, their public half is asked for`, async () => {
      const keys = await resolved({ argument });
      assert.deepEqual([keys.pair, keys.accepted, keys.publicKey, keys.signingOff], [own, [ownKey], ownKey, false]);
    });
  }

  it("empty: the files sign, nothing is asked for", async () => {
    const keys = await resolved({ argument: "" });
    assert.deepEqual([keys.pair, keys.accepted, keys.publicKey], [own, [], ownKey]);
  });

  it("empty for a relay alone: no check, and no files are made", async () => {
    const keys = await resolved({ argument: "", signs: false });
    assert.deepEqual([keys.pair, keys.accepted, keys.publicKey, keys.opened], [undefined, [], undefined, 0]);
  });

  it("a secret: it signs, its public half is asked for, no files are made", async () => {
    const keys = await resolved({ argument: secretOf(other) });
    assert.deepEqual([keys.publicKey, keys.accepted, keys.opened], [otherKey, [otherKey], 0]);
    assert.deepEqual(keys.pair?.secret, other.secret);
  });

  it("other text: it is asked for, signing is off, no files are made", async () => {
    const keys = await resolved({ argument: "my secret word", hasFiles: false });
    assert.deepEqual(
      [keys.pair, keys.accepted, keys.signingOff, keys.opened],
      [undefined, ["my secret word"], true, 0],
    );
  });

  it("the public half of the files: they sign as with -", async () => {
    const keys = await resolved({ argument: ownKey });
    assert.deepEqual([keys.pair, keys.accepted, keys.signingOff], [own, [ownKey], false]);
  });

  it("another public key: asked for, and signing is off because its secret is not here", async () => {
    const keys = await resolved({ argument: otherKey });
    assert.deepEqual([keys.pair, keys.accepted, keys.signingOff], [undefined, [otherKey], true]);
  });

  it("a secret whose halves do not belong together is refused", async () => {
    const forged = Buffer.concat([own.secret.subarray(0, 32), other.publicKey]).toString("base64");
    await assert.rejects(
      resolved({ argument: forged }),
      (error) => error instanceof ServerKeyError && /do: /.test(error.message),
    );
  });
});

describe("several accepted keys [KEY-3]", () => {
  it("are asked for beside our own while clients move", async () => {
    assert.deepEqual((await resolved({ alsoAccepted: [otherKey, "third"] })).accepted, [ownKey, otherKey, "third"]);
  });
  it("do not bring back a check that was switched off", async () => {
    assert.deepEqual((await resolved({ argument: "", alsoAccepted: [otherKey] })).accepted, []);
  });
});

describe("KEY_PRIV and KEY_PUB of the container images", () => {
  it("are the pair instead of the files", async () => {
    const keys = await resolved({ secretText: secretOf(other), publicText: otherKey });
    assert.deepEqual([keys.publicKey, keys.opened], [otherKey, 0]);
  });
  it("that are no pair, or no keys, are refused", async () => {
    for (const plan of [{ secretText: secretOf(other), publicText: ownKey }, { secretText: "hello" }]) {
      await assert.rejects(resolved(plan), ServerKeyError);
    }
  });
});
