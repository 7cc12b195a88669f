import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { run } from "./fairlead-process.ts";

async function newPair(command = "keygen"): Promise<readonly [string, string]> {
  const { out, code } = await run([command]);
  assert.equal(code, 0);
  const found = /^Public Key: {2}(\S+)\nSecret Key: {2}(\S+)\n$/.exec(out);
  assert.ok(found, out);
  return [found[1] ?? "", found[2] ?? ""];
}

describe("key pairs", () => {
  for (const command of ["keygen", "genkeypair"]) {
    it(`${command} prints a pair whose secret ends with the public key`, async () => {
      const [publicKey, secret] = await newPair(command);
      assert.equal(Buffer.from(secret, "base64").length, 64);
      assert.deepEqual(Buffer.from(secret, "base64").subarray(32), Buffer.from(publicKey, "base64"));
      assert.doesNotMatch(publicKey, /[/:]/);
    });
  }

  it("validatekeypair says VALID of a pair and ends with 0", async () => {
    const { code, out } = await run(["validatekeypair", ...(await newPair())]);
    assert.deepEqual([code, out], [0, "Key pair is VALID\n"]);
  });

  it("validatekeypair says INVALID of halves of two pairs, of a forged public half and of no keys at all, and ends with 1", async () => {
    const [[publicKey, secret], [strange]] = [await newPair(), await newPair()];
    const forged = Buffer.concat([Buffer.from(secret, "base64").subarray(0, 32), Buffer.from(strange, "base64")]);
    for (const words of [
      [strange, secret],
      [strange, forged.toString("base64")],
      [publicKey, "hello"],
      ["hello", secret],
    ]) {
      const { code, out } = await run(["validatekeypair", ...words]);
      assert.deepEqual([code, out], [1, "Key pair is INVALID\n"]);
    }
  });
});

describe("config-string", () => {
  it("is what clients import: the JSON in base64url without padding, reversed [KEY-7]", async () => {
    const key = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    const { code, out } = await run([
      "config-string",
      "--host",
      "hbbs.example.com",
      "--key",
      key,
      "--api",
      "https://api.example.com",
    ]);
    assert.equal(code, 0);
    const text = out.trim();
    assert.match(text, /^[A-Za-z0-9_-]+$/);
    const decoded: unknown = JSON.parse(Buffer.from([...text].reverse().join(""), "base64url").toString());
    assert.deepEqual(decoded, { host: "hbbs.example.com", key, api: "https://api.example.com", relay: "" });
  });

  it("without a key there is none: where no server has run, that is refused", async () => {
    const { code, err } = await run(["config-string", "--host", "a.example.com", "--data-dir", "/nowhere"]);
    assert.equal(code, 1);
    assert.match(err, /do: /);
  });
});
