import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("standalone in an empty folder", () => {
  it("makes a key, a database and admin.json for its owner alone, and says ports, key and config string", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port), "--data-dir", "data"], {
      cwd: folder.path,
    });
    await server.says(/is ready\.[\s\S]*rustdesk --config[^\n]*\n\s+\S+\n/);
    const data = join(folder.path, "data");
    const publicKey = readFileSync(join(data, "id_ed25519.pub"), "utf8");
    for (const needed of [
      publicKey,
      `${port - 1}/tcp`,
      `${port}/tcp`,
      `${port}/udp`,
      `${port + 1}/tcp`,
      `${port + 2}/tcp`,
      `${port + 3}/tcp`,
    ]) {
      assert.ok(server.out.includes(needed), `${needed} is not in\n${server.out}`);
    }
    const others = /from where it is nearer: ([^)]+)/.exec(server.out)?.[1]?.split(", ") ?? [];
    for (const other of others) assert.ok(other.endsWith(`:${port}`), `${other} lacks the port`);
    assert.equal(modeOf(join(data, "id_ed25519")), 0o600);
    assert.equal(modeOf(join(data, "admin.json")), 0o600);
    assert.ok(existsSync(join(data, "db_v2.sqlite3")));
    const printed = await run(["config-string", "--host", "rd.example.com"], { cwd: data });
    assert.equal(printed.code, 0);
  });

  it("answers on every client port", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
    await server.says(/is ready/);
    for (const each of [port - 1, port, port + 1, port + 2, port + 3]) {
      const socket = connect(each, "127.0.0.1");
      await once(socket, "connect");
      socket.destroy();
    }
  });

  it("hands out and prints RUSTDESK_HOST", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    const env = { RUSTDESK_HOST: "rd.example.com" };
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path, env });
    await server.says(new RegExp(`ID server +rd\\.example\\.com:${port}`));
    const { out } = await run(["ctl", "rs"], { cwd: folder.path });
    assert.match(out, new RegExp(`rd\\.example\\.com:${port + 1}`));
  });

  it("ends within a second of a signal when nothing is relayed, with 0, and takes admin.json along", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      await using folder = await TempFolder.create("cli");
      await using server = new FairleadProcess(["standalone", "-p", String(await freePort())], {
        cwd: folder.path,
      });
      await server.says(/is ready/);
      const toldAt = performance.now();
      server.signal(signal);
      const { code } = await server.ended;
      assert.equal(code, 0);
      assert.ok(performance.now() - toldAt < 2000);
      assert.ok(!existsSync(join(folder.path, "admin.json")));
    }
  });

  it("starts again on what it left, with the same key", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    const keys: string[] = [];
    for (const _ of [1, 2]) {
      await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
      keys.push((await server.says(/Public key +(\S{44})/))[1] ?? "");
      server.signal("SIGTERM");
      await server.ended;
    }
    assert.equal(keys[0], keys[1]);
  });
});

describe("ctl", () => {
  it("asks the server of the data dir, in text and in JSON", async () => {
    await using folder = await TempFolder.create("cli");
    await using server = new FairleadProcess(["standalone", "-p", String(await freePort())], { cwd: folder.path });
    await server.says(/is ready/);
    const ctl = (...words: readonly string[]) => run(["ctl", ...words], { cwd: folder.path });
    const help = await ctl("h");
    assert.equal(help.code, 0);
    for (const word of ["rs", "ib", "ic", "pr", "aur", "tg", "ba", "br", "Ba", "Br", "dt", "ls", "tb", "sb"]) {
      assert.match(help.out, new RegExp(`\\b${word}\\b`), `${word} is not in\n${help.out}`);
    }
    await ctl("rs", "relay.example.com:21117");
    assert.match((await ctl("rs")).out, /relay\.example\.com:21117/);
    await ctl("sb", "64");
    assert.match((await ctl("sb")).out, /64/);
    assert.equal((await ctl("aur")).out, "ALWAYS_USE_RELAY: false\n");
    JSON.parse((await ctl("--json", "u")).out);
    const refused = await ctl("--json", "kick", "7");
    assert.equal(refused.code, 1);
    assert.deepEqual(JSON.parse(refused.out), { error: "there is no session 7; do: ctl sessions" });
    const unknown = await ctl("nonsense");
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /unknown command nonsense/);
  });
});

describe("two processes in one empty folder", () => {
  it("serve with one key: the loser reads the winner's", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    await using hbbs = new FairleadProcess(["hbbs", "-p", String(port)], { cwd: folder.path });
    await using hbbr = new FairleadProcess(["hbbr", "-p", String(port + 1), "-k", "_"], { cwd: folder.path });
    const [[, first], [, second]] = await Promise.all([
      hbbs.says(/Public key +(\S{44})/),
      hbbr.says(/Public key +(\S{44})/),
    ]);
    assert.equal(first, second);
    assert.equal(first, readFileSync(join(folder.path, "id_ed25519.pub"), "utf8"));
  });
});
