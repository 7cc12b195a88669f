import assert from "node:assert/strict";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { readAddressList } from "../src/address-list-file.ts";
import { openDataDir } from "../src/data-dir.ts";
import { DataDirError } from "../src/errors.ts";
import { findTlsFiles } from "../src/tls-files.ts";

describe("the data dir", () => {
  it("is made for its owner alone, parents and all, and kept when it is there", async () => {
    await using folder = await TempFolder.create();
    const path = join(folder.path, "a", "b");
    openDataDir(path);
    openDataDir(path);
    assert.equal(statSync(path).mode & 0o777, 0o700);
  });

  it("that is a file is refused with a remedy", async () => {
    await using folder = await TempFolder.create();
    const path = join(folder.path, "file");
    writeFileSync(path, "");
    assert.throws(
      () => openDataDir(path),
      (error) => error instanceof DataDirError && /do: give --data-dir/.test(error.message),
    );
  });
});

describe("the old relay's lists", () => {
  it("hold the first word of each line; blank lines, comments and line ends of Windows do no harm", async () => {
    await using folder = await TempFolder.create();
    writeFileSync(
      join(folder.path, "blocklist.txt"),
      "203.0.113.1\r\n\n  198.51.100.2 why it is here\n# 192.0.2.3\n2001:db8::/32",
    );
    assert.deepEqual(readAddressList(folder.path, "blocklist.txt"), ["203.0.113.1", "198.51.100.2", "2001:db8::/32"]);
  });

  it("are empty when absent, and an error when they cannot be read", async () => {
    await using folder = await TempFolder.create();
    assert.deepEqual(readAddressList(folder.path, "blacklist.txt"), []);
    mkdirSync(join(folder.path, "blacklist.txt"));
    assert.throws(() => readAddressList(folder.path, "blacklist.txt"), DataDirError);
  });
});

describe("the certificate", () => {
  it("is cert.pem with key.pem of the data dir, none when there are none, and an error when one is missing", async () => {
    await using folder = await TempFolder.create();
    assert.equal(findTlsFiles(folder.path, undefined), undefined);
    writeFileSync(join(folder.path, "key.pem"), "");
    assert.throws(() => findTlsFiles(folder.path, undefined), /cert\.pem is missing/);
    writeFileSync(join(folder.path, "cert.pem"), "");
    assert.deepEqual(findTlsFiles(folder.path, undefined), {
      certFile: join(folder.path, "cert.pem"),
      keyFile: join(folder.path, "key.pem"),
    });
  });

  it("that was named wins over that of the folder", async () => {
    const named = { certFile: "/a", keyFile: "/b" };
    assert.equal(findTlsFiles("/nowhere", named), named);
  });
});
