import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findPort, TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

describe("hbbs and hbbr in one folder", () => {
  it("are both asked by ctl, the relay by --relay", async () => {
    await using folder = await TempFolder.create("pair");
    const port = await freePort();
    await using hbbs = new FairleadProcess(["hbbs", "-p", String(port)], { cwd: folder.path });
    await hbbs.says(/is ready/);
    await using hbbr = new FairleadProcess(["hbbr"], { cwd: folder.path, env: { PORT: String(port) } });
    await hbbr.says(new RegExp(`${port + 1}/tcp +relay`));
    await hbbr.warns(/whoever has the key may relay/);
    const ask = (...words: readonly string[]) => run(["ctl", ...words], { cwd: folder.path });
    assert.match((await ask("h")).out, /relay-servers\(rs\)/);
    assert.match((await ask("--relay", "h")).out, /single-bandwidth\(sb\)/);
    assert.match((await ask("sb")).err, /unknown command sb; .*ctl --relay/);
    assert.equal((await ask("--relay", "sb")).out, "128Mb/s\n");
  });
});

describe("a second server in one folder", () => {
  it("is refused with the pid's place, and the first serves on", async () => {
    await using folder = await TempFolder.create("second");
    await using first = new FairleadProcess(["standalone", "-p", String(await freePort())], { cwd: folder.path });
    await first.says(/is ready/);
    const second = await run(["standalone", "-p", String(await freePort())], { cwd: folder.path });
    assert.equal(second.code, 1);
    assert.match(second.err, /another server answers on .*admin\.sock; do: /);
    assert.equal((await run(["ctl", "peers"], { cwd: folder.path })).code, 0);
  });
});

describe("ctl over TCP", () => {
  it("asks with the server's token and with no other", async () => {
    await using folder = await TempFolder.create("admin");
    const address = `127.0.0.1:${await findPort("127.0.0.1")}`;
    writeFileSync(join(folder.path, "token"), "a long random text\n");
    writeFileSync(join(folder.path, "wrong"), "another text\n");
    const words = ["-p", String(await freePort()), "--admin-tcp", address, "--admin-token-file", "token"];
    await using server = new FairleadProcess(["standalone", ...words], { cwd: folder.path });
    await server.says(/is ready/);
    const ask = (token: string) =>
      run(["ctl", "--address", address, "--token-file", token, "peers"], { cwd: folder.path });
    assert.equal((await ask("token")).code, 0);
    const refused = await ask("wrong");
    assert.equal(refused.code, 1);
    assert.match(refused.err, /token/);
  });
});

describe("hbbs -k with free text", () => {
  it("goes on with a warning that signed-in clients will fail", async () => {
    await using folder = await TempFolder.create("text");
    await using server = new FairleadProcess(["hbbs", "-p", String(await freePort()), "-k", "hello"], {
      cwd: folder.path,
    });
    await server.says(/is ready/);
    await server.warns(/free text, which signs nothing.*KEY=hello/);
    await server.says(/Public key +hello/);
  });
});

describe("the ops port", () => {
  it("that was set and is taken is an error", async () => {
    await using folder = await TempFolder.create("ops");
    const ops = String(await findPort("127.0.0.1"));
    const words = ["standalone", "--ops-port", ops, "--data-dir"];
    await using first = new FairleadProcess([...words, "a", "-p", String(await freePort())], { cwd: folder.path });
    await first.says(/is ready/);
    assert.equal((await fetch(`http://127.0.0.1:${ops}/readyz`)).status, 200);
    const second = await run([...words, "b", "-p", String(await freePort())], { cwd: folder.path });
    assert.equal(second.code, 1);
    assert.match(second.err, new RegExp(`port ${ops} for health and metrics: it is in use; .*do: `));
  });
});
