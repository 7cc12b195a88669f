import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import {
  type AdminCommand,
  type AdminServer,
  type AdminServerSettings,
  callAdmin,
  createSystemClock,
  errorAnswer,
  readAdminFile,
  startAdminServer,
  tableAnswer,
  textAnswer,
  writeAdminFile,
} from "@fairlead/runtime";
import { temporaryFolder } from "./temporary-folder.ts";

const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });

const commands: readonly AdminCommand[] = [
  {
    name: "echo",
    aliases: ["e"],
    usage: "[WORD…]",
    help: "says it again",
    run: (words) => textAnswer(words.join("|")),
  },
  { name: "ba", aliases: [], usage: "", help: "small", run: () => textAnswer("black list") },
  { name: "Ba", aliases: [], usage: "", help: "large", run: () => textAnswer("block list") },
  { name: "peers", aliases: [], usage: "", help: "peers", run: async () => tableAnswer(["id", "n"], [["a", 1]]) },
  { name: "no", aliases: [], usage: "", help: "refuses", run: () => errorAnswer("not today") },
  {
    name: "broken",
    aliases: [],
    usage: "",
    help: "throws",
    run: () => {
      throw new Error("secret detail");
    },
  },
];

function start(folder: string, settings: Partial<AdminServerSettings> = {}): Promise<AdminServer> {
  return startAdminServer(
    { clock, logger: silentLogger },
    { dataDir: folder, temporaryDir: folder, ...settings },
    commands,
  );
}

describe("ctl over the admin socket", () => {
  it("runs commands by name and alias, case and empty words kept", async () => {
    using folder = temporaryFolder();
    await using _server = await start(folder.path);
    const call = (...words: string[]) => callAdmin({ dataDir: folder.path }, words);
    assert.deepEqual(await call("echo", "a", "", "ü"), { kind: "text", text: "a||ü" });
    assert.deepEqual(await call("e", "x"), { kind: "text", text: "x" });
    assert.deepEqual(await call("Ba"), { kind: "text", text: "block list" });
    assert.deepEqual(await call("ba"), { kind: "text", text: "black list" });
    assert.deepEqual(await call("peers"), { kind: "table", columns: ["id", "n"], rows: [["a", 1]] });
    assert.deepEqual(await call("no"), { kind: "error", message: "not today" });
  });

  it("answers unknown, missing and failing commands with what to do and no details", async () => {
    using folder = temporaryFolder();
    await using _server = await start(folder.path);
    const message = async (...words: string[]) => {
      const answer = await callAdmin({ dataDir: folder.path }, words);
      return answer.kind === "error" ? answer.message : answer;
    };
    assert.equal(await message("peer"), "unknown command peer; do: ctl peers, or ctl help");
    assert.equal(await message(), "no command; do: ctl help");
    assert.equal(await message("broken"), "broken failed; the server's log has the reason (admin.command.failed)");
    const help = await callAdmin({ dataDir: folder.path }, ["help"]);
    assert.match(help.kind === "text" ? help.text : "", /^echo\(e\) \[WORD…\] {2}says it again$/m);
  });

  it("is open to the owner alone, and leaves nothing behind", async () => {
    using folder = temporaryFolder();
    const server = await start(folder.path);
    assert.equal(server.socketPath, join(folder.path, "admin.sock"));
    assert.equal(statSync(server.socketPath).mode & 0o777, 0o600);
    await server[Symbol.asyncDispose]();
    assert.equal(existsSync(server.socketPath), false);
  });

  it("replaces the socket of a dead process, and refuses beside a live one", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "admin.sock");
    const dead = createServer().listen(path);
    await new Promise((resolve) => dead.once("listening", resolve));
    // Closing would remove the file; a killed process leaves it, which renaming it away and back imitates.
    const { renameSync } = await import("node:fs");
    renameSync(path, `${path}.kept`);
    await new Promise((resolve) => dead.close(resolve));
    renameSync(`${path}.kept`, path);
    await using _server = await start(folder.path);
    assert.equal((await callAdmin({ dataDir: folder.path }, ["ba"])).kind, "text");
    await assert.rejects(start(folder.path), {
      code: "ADMIN_SOCKET_UNAVAILABLE",
      message: `another server answers on ${path}; do: stop it (its pid is in admin.json), or give this one another data folder`,
    });
    assert.equal((await callAdmin({ dataDir: folder.path }, ["ba"])).kind, "text", "the live one goes on");
  });

  it("does not remove what is not a socket", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "admin.sock"), "mine");
    await assert.rejects(start(folder.path), { code: "ADMIN_SOCKET_UNAVAILABLE" });
    assert.equal(statSync(join(folder.path, "admin.sock")).size, 4);
  });

  it("goes to a private folder when the data folder's path is too long for a socket, and admin.json tells where", async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, "d".repeat(100));
    mkdirSync(dataDir);
    await using server = await start(dataDir, { temporaryDir: folder.path });
    assert.match(server.note ?? "", /longer than a socket's path may be/);
    assert.equal(statSync(join(server.socketPath, "..")).mode & 0o777, 0o700);
    await writeAdminFile(dataDir, { pid: 1, socket: server.socketPath });
    assert.equal((await callAdmin({ dataDir }, ["ba"])).kind, "text");
  });

  it("does not use such a folder when others may write it", async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, "d".repeat(100));
    mkdirSync(dataDir);
    const first = await start(dataDir, { temporaryDir: folder.path });
    await first[Symbol.asyncDispose]();
    chmodSync(join(first.socketPath, ".."), 0o777);
    await assert.rejects(start(dataDir, { temporaryDir: folder.path }), /is not private to this user; do: remove it/);
  });

  it("says that no server runs there", async () => {
    using folder = temporaryFolder();
    await assert.rejects(callAdmin({ dataDir: folder.path }, ["ba"]), {
      code: "ADMIN_CALL_FAILED",
      message: `no server runs in ${folder.path}; do: start it there, or name its folder with --data-dir`,
    });
  });
});

describe("ctl over TCP", () => {
  const token = "correct horse";

  it("asks for the token, never for less because the caller is local", async () => {
    using folder = temporaryFolder();
    await using server = await start(folder.path, { tcp: { host: "127.0.0.1", port: 0, token } });
    const place = { host: "127.0.0.1", port: server.tcpPort ?? 0 };
    assert.equal((await callAdmin({ ...place, token }, ["ba"])).kind, "text");
    for (const wrong of ["", "correct hors", "correct horse x"]) {
      const answer = await callAdmin({ ...place, token: wrong }, ["ba"]);
      assert.match(answer.kind === "error" ? answer.message : "", /^wrong or missing token; do: /, `token ${wrong}`);
    }
  });

  it("does not start without a token [CL-46]", async () => {
    using folder = temporaryFolder();
    await assert.rejects(
      start(folder.path, { tcp: { host: "127.0.0.1", port: 0, token: "" } }),
      /has no token; do: set one/,
    );
    assert.equal(existsSync(join(folder.path, "admin.sock")), false, "nothing is left of the failed start");
  });

  const requests: readonly [string, RequestInit, number][] = [
    ["a page", { method: "GET" }, 404],
    ["no JSON", { method: "POST", body: "ba" }, 400],
    ["words that are no texts", { method: "POST", body: '{"words":[1]}' }, 400],
    ["a command of 65 KiB", { method: "POST", body: JSON.stringify({ words: ["x".repeat(65 * 1024)] }) }, 413],
  ];
  for (const [what, init, status] of requests) {
    it(`refuses ${what} with ${status}`, async () => {
      using folder = temporaryFolder();
      await using server = await start(folder.path, { tcp: { host: "127.0.0.1", port: 0, token } });
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`http://127.0.0.1:${server.tcpPort}/v1/command`, { ...init, headers });
      assert.equal(response.status, status);
    });
  }
});

describe("admin.json", () => {
  it("is private, replaced whole, and read back", async () => {
    using folder = temporaryFolder();
    await writeAdminFile(folder.path, { pid: 1, socket: "/a" });
    const content = { pid: 2, socket: "/b", ops: { host: "127.0.0.1", port: 9090 } };
    await writeAdminFile(folder.path, content);
    assert.deepEqual(readAdminFile(folder.path), content);
    assert.equal(statSync(join(folder.path, "admin.json")).mode & 0o777, 0o600);
    assert.equal(existsSync(join(folder.path, "admin.json.new")), false);
  });

  it("is nothing when it is absent or somebody else's", () => {
    using folder = temporaryFolder();
    assert.equal(readAdminFile(folder.path), undefined);
    writeFileSync(join(folder.path, "admin.json"), '{"socket":1}');
    assert.equal(readAdminFile(folder.path), undefined);
  });
});
