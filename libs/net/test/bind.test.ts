import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { listenTcp, listenWs, type TcpConnection } from "../src/index.ts";
import { writeProxyV2 } from "../src/write-proxy-header.ts";
import { acceptSettings, RecordedPorts } from "./support/recorded-ports.ts";
import { RecordingAcceptor } from "./support/recording-acceptor.ts";
import { frame } from "./support/tcp-scene.ts";
import { until } from "./support/until.ts";

describe("a listener on a Unix socket", () => {
  it("takes a socket file that nobody listens on any more", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-unix-"));
    const path = join(folder, "left.sock");
    const script = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    const settings = acceptSettings({ at: { path } });
    const listener = await listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes"));
    await assert.rejects(
      listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes")),
      { code: "NET_PORT_IN_USE" },
    );
    await listener[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it("trusts whoever reaches it to name the client [PX-1]", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-unix-"));
    const path = join(folder, "inner.sock");
    const acceptor = new RecordingAcceptor<TcpConnection>();
    await using listener = await listenTcp(acceptSettings({ at: { path } }), new RecordedPorts(), acceptor.accept);
    assert.deepEqual([listener.address, listener.port], [path, 0]);
    const client = connect({ path });
    client.end(Buffer.concat([writeProxyV2("2001:db8::7", 4711), frame("hello")]));
    await until(() => acceptor.heard.length === 1 && acceptor.first.ends === 1, "the message and the end");
    assert.deepEqual(acceptor.first.texts, ["hello"]);
    assert.deepEqual(acceptor.first.connection.remote, { ip: "2001:db8::7", port: 4711 });
    rmSync(folder, { recursive: true });
  });
});
