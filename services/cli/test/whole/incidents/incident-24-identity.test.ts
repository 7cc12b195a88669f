import assert from "node:assert/strict";
import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { clientOf, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

describe("incident 24: the server's identity hung on the machine", () => {
  it("the data folder, copied to another place and address, is the same server with the same devices [KEY-1][RK-4]", async () => {
    await using home = await TempFolder.create("home");
    await using elsewhere = await TempFolder.create("elsewhere");
    const first = await TestServer.start({ dataDir: home.path });
    const key = await first.publicKey();
    const device = await registeredClientOf(first);
    const { id } = device;
    await device[Symbol.asyncDispose]();
    await first.stop();
    await cp(home.path, elsewhere.path, { recursive: true });
    await using second = await TestServer.start({ dataDir: elsewhere.path, env: { HOSTNAME: "another-host" } });
    assert.equal(await second.publicKey(), key);
    assert.equal((await stat(join(elsewhere.path, "id_ed25519"))).mode & 0o777, 0o600);
    await using controller = await clientOf(second);
    const known = await controller.connect(id);
    assert.deepEqual(known, { kind: "failed", text: "Remote desktop is offline" }, "the device was forgotten");
    await using fresh = await registeredClientOf(second);
    const session = await sessionBetween(controller, fresh);
    assert.ok(session.a.trusted);
    session.a.stream.destroy();
  });
});
