import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { createSystemClock, type KeyFiles, type KeyFilesInput, loadOrCreateKeyPair } from "@fairlead/runtime";
import { Ed25519KeyPair } from "@fairlead/wire";
import { temporaryFolder } from "./temporary-folder.ts";

const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
const HBBS_FOLDER = fileURLToPath(new URL("./testdata/hbbs-keys", import.meta.url));

function load(dir: string, input: Partial<KeyFilesInput> = {}): Promise<KeyFiles> {
  return loadOrCreateKeyPair({ dir, clock, ...input });
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe("the server's key files [KEY-1]", () => {
  it("are used as hbbs left them, and not touched", async () => {
    using folder = temporaryFolder();
    cpSync(HBBS_FOLDER, folder.path, { recursive: true });
    chmodSync(join(folder.path, "id_ed25519"), 0o600);
    const { pair, created, warnings } = await load(folder.path);
    assert.equal(base64(pair.publicKey), readFileSync(join(HBBS_FOLDER, "id_ed25519.pub"), "latin1"));
    assert.equal(base64(pair.secret), readFileSync(join(HBBS_FOLDER, "id_ed25519"), "latin1"));
    assert.deepEqual({ created, warnings }, { created: false, warnings: [] });
    assert.deepEqual(readFileSync(join(folder.path, "id_ed25519")), readFileSync(join(HBBS_FOLDER, "id_ed25519")));
  });

  it("are made in an empty folder: base64 without line end, the secret for the owner alone, nothing else left", async () => {
    using folder = temporaryFolder();
    const { pair, created } = await load(folder.path);
    assert.equal(created, true);
    assert.equal(readFileSync(join(folder.path, "id_ed25519"), "latin1"), base64(pair.secret));
    assert.equal(readFileSync(join(folder.path, "id_ed25519.pub"), "latin1"), base64(pair.publicKey));
    assert.equal(statSync(join(folder.path, "id_ed25519")).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder.path).sort(), ["id_ed25519", "id_ed25519.pub"]);
    assert.deepEqual((await load(folder.path)).pair.secret, pair.secret, "the next start reads them");
  });

  it("have no slash in the public key as long as luck allows", async () => {
    using folder = temporaryFolder();
    const { pair } = await load(folder.path);
    assert.doesNotMatch(base64(pair.publicKey), /[/:]/);
    using other = temporaryFolder();
    const slashed = pairWithSlash();
    assert.deepEqual(
      (await load(other.path, { generate: () => slashed })).pair.publicKey,
      slashed.publicKey,
      "no endless search",
    );
  });

  it("are read with white space around them", async () => {
    using folder = temporaryFolder();
    const pair = Ed25519KeyPair.generate();
    writeFileSync(join(folder.path, "id_ed25519"), `\n ${base64(pair.secret)} \r\n`, { mode: 0o600 });
    assert.deepEqual((await load(folder.path)).pair.publicKey, pair.publicKey);
    assert.equal(
      readFileSync(join(folder.path, "id_ed25519.pub"), "latin1"),
      base64(pair.publicKey),
      "the public file is made good",
    );
  });

  it("are the same for processes that start together in an empty folder", async () => {
    for (let round = 0; round < 3; round += 1) {
      using folder = temporaryFolder();
      const keys = await Promise.all(Array.from({ length: 4 }, () => publicKeyOfChild(folder.path)));
      assert.equal(new Set(keys).size, 1, keys.join(" "));
      assert.equal(keys[0], readFileSync(join(folder.path, "id_ed25519.pub"), "latin1"));
    }
  });

  it("are the same for twenty starts within one process", async () => {
    using folder = temporaryFolder();
    const all = await Promise.all(Array.from({ length: 20 }, () => load(folder.path)));
    assert.equal(new Set(all.map(({ pair }) => base64(pair.publicKey))).size, 1);
    assert.equal(all.filter(({ created }) => created).length, 1);
  });

  it("are waited for while another process writes them", async () => {
    using folder = temporaryFolder();
    const pair = Ed25519KeyPair.generate();
    const secret = base64(pair.secret);
    writeFileSync(join(folder.path, "id_ed25519.pub"), base64(pair.publicKey));
    const loading = load(folder.path);
    setTimeout(() => writeFileSync(join(folder.path, "id_ed25519"), secret.slice(0, 40), { mode: 0o600 }), 60);
    setTimeout(() => writeFileSync(join(folder.path, "id_ed25519"), secret), 120);
    assert.deepEqual((await loading).pair.publicKey, pair.publicKey);
  });
});

describe("key files that cannot be used", () => {
  const half = Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]).toString("base64");
  const bad: readonly [string, string, RegExp][] = [
    [
      "text",
      "not a key",
      /is not a secret key: it is not base64; do: restore it from a backup, or move it away with its \.pub/,
    ],
    ["a public key", base64(Buffer.alloc(32, 7)), /is not a secret key: .*64 bytes.*; do: restore it/],
    ["two halves that do not fit", half, /is not a secret key: .*; do: restore it/],
    ["an empty file", "", /is not a secret key: .*; do: restore it/],
  ];
  for (const [what, text, message] of bad) {
    it(`${what}: an error with file and remedy, and the file stays`, async () => {
      using folder = temporaryFolder();
      const path = join(folder.path, "id_ed25519");
      writeFileSync(path, text);
      await assert.rejects(load(folder.path), (error: Error & { code?: string }) => {
        assert.equal(error.code, "KEY_FILE_BAD");
        assert.ok(error.message.startsWith(path));
        assert.match(error.message, message);
        assert.ok(text.length < 20 || !error.message.includes(text), "the key itself is not shown");
        return true;
      });
      assert.equal(readFileSync(path, "latin1"), text);
      assert.equal(existsSync(join(folder.path, "id_ed25519.pub")), false);
    });
  }

  it("a public key whose secret is lost: no new pair, since every client would stop working", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "id_ed25519.pub"), "x");
    await assert.rejects(
      load(folder.path),
      /id_ed25519\.pub is there but id_ed25519 is not; do: restore id_ed25519 from a backup/,
    );
    assert.deepEqual(readdirSync(folder.path), ["id_ed25519.pub"]);
  });

  it("a folder in place of the file", async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, "id_ed25519"));
    await assert.rejects(load(folder.path), { code: "KEY_FILE_BAD", message: /^cannot read .+id_ed25519: EISDIR/ });
  });

  it("a data folder that is not there", async () => {
    using folder = temporaryFolder();
    rmSync(folder.path, { recursive: true });
    await assert.rejects(load(folder.path), {
      code: "KEY_FILE_BAD",
      message: /^cannot make .+; do: make the folder writable/,
    });
  });
});

describe("key files worth a warning", () => {
  it("a secret that others may read", async () => {
    using folder = temporaryFolder();
    await load(folder.path);
    const path = join(folder.path, "id_ed25519");
    chmodSync(path, 0o644);
    assert.deepEqual((await load(folder.path)).warnings, [
      {
        reason: `other users may read the server's secret key ${path}`,
        setting: "mode=0644 (file)",
        do: `chmod 600 ${path}`,
      },
    ]);
    assert.equal(statSync(path).mode & 0o777, 0o644, "it is the operator's file");
  });

  it("a public file of another pair", async () => {
    using folder = temporaryFolder();
    const { pair } = await load(folder.path);
    writeFileSync(join(folder.path, "id_ed25519.pub"), base64(Buffer.alloc(32, 9)));
    const again = await load(folder.path);
    assert.deepEqual(again.pair.publicKey, pair.publicKey);
    assert.match(again.warnings[0]?.reason ?? "", /^id_ed25519\.pub is not the public half of id_ed25519/);
  });
});

function pairWithSlash(): Ed25519KeyPair {
  for (;;) {
    const pair = Ed25519KeyPair.generate();
    if (base64(pair.publicKey).includes("/")) return pair;
  }
}

async function publicKeyOfChild(dir: string): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./key-child.ts", import.meta.url)), dir]);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  await once(child, "close");
  return text;
}
