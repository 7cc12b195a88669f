import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { decodeConfigString } from "@fairlead/wire";
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

/** What the client's own exporter makes of these four values. */
const EXAMPLE =
  "9JiI6ISehxWZyJCLi02bj5SZsBXbhhXZukGch9yL6MHc0RHaiojIpBXYiwiIt92YuUGbw1WY4VmLzJmYoJiOiQ3cvhmIsISPnJWTWpkQadUekhkZxEFciNkaxsmZX1WQ2BTNZBjTjRGNMV0TQ9idIVkNBJiOikXZrJye";

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
    assert.equal(text, EXAMPLE);
    assert.match(text, /^[A-Za-z0-9_-]+$/);
    const decoded: unknown = JSON.parse(Buffer.from([...text].reverse().join(""), "base64url").toString());
    assert.deepEqual(decoded, { host: "hbbs.example.com", key, api: "https://api.example.com", relay: "" });
  });

  it("reads the key, the name and the API server from the folder's files", async () => {
    await using folder = await TempFolder.create("config-string");
    const [publicKey, secret] = await newPair();
    writeFileSync(join(folder.path, "id_ed25519"), secret);
    writeFileSync(
      join(folder.path, ".env"),
      "RUSTDESK_HOST=rd.example.com\nHTTPS_PORT=443\nAPI_URL=http://127.0.0.1:21114\n",
    );
    const { out } = await run(["config-string", "--data-dir", folder.path]);
    const expected = { host: "rd.example.com", key: publicKey, api: "https://rd.example.com", relay: "" };
    assert.deepEqual(decodeConfigString(out), expected);
  });

  it("reads the key from the file that KEY_FILE names, as in a pod", async () => {
    await using folder = await TempFolder.create("config-string");
    const [key, secret] = await newPair();
    writeFileSync(join(folder.path, "secret-key"), `${secret}\n`);
    const env = { KEY_FILE: join(folder.path, "secret-key"), RUSTDESK_HOST: "rd.example.com" };
    const { out } = await run(["config-string"], { env });
    assert.deepEqual(decodeConfigString(out), { host: "rd.example.com", key, api: "", relay: "" });
    const all = await run(["config-string", "--with-key"], { env });
    assert.equal(all.out, `ID server  rd.example.com\nKey        ${key}\nConfig     ${out}`);
  });

  it("without a key there is none: where no server has run, that is refused", async () => {
    const { code, err } = await run(["config-string", "--host", "a.example.com", "--data-dir", "/nowhere"]);
    assert.equal(code, 1);
    assert.match(err, /do: /);
  });
});
