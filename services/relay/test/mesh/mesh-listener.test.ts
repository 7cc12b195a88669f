import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { connect } from "node:tls";
import { type DropReason, silentLogger } from "@fairlead/base";
import { liveClock, ManualClock, waitUntil } from "@fairlead/testkit";
import { readMeshHead, writeMeshHead } from "../../src/mesh/mesh-head.ts";
import { MeshListener } from "../../src/mesh/mesh-listener.ts";
import { MeshTrust } from "../../src/mesh/mesh-trust.ts";
import { UUID } from "../support/relay-under-test.ts";
import { TestCertificates } from "./test-certificates.ts";

const certificates = new TestCertificates();
after(() => certificates[Symbol.dispose]());
const claims = { uuid: UUID, ip: "203.0.113.7", port: 4711, transport: "tcp", controlling: true } as const;

describe("the first frame of a mesh connection", () => {
  it("[CL-38] claims of nobody's address, port or session are none", () => {
    const read = (changed: object) =>
      readMeshHead(writeMeshHead({ claims: { ...claims, ...changed }, proof: "" }).subarray(2));
    assert.deepEqual(read({})?.claims, claims);
    for (const changed of [{ ip: "nowhere" }, { port: -1 }, { port: 65_536 }, { uuid: "" }, { uuid: "x".repeat(129) }])
      assert.equal(read(changed), undefined);
  });

  it("[CL-38] who says too little for a first frame has 5 s", async () => {
    const [clock, drops] = [new ManualClock(), [] as DropReason[]];
    const ports = { clock, logger: silentLogger, drops: { drop: (reason: DropReason) => void drops.push(reason) } };
    const trust = new MeshTrust({
      kind: "secret",
      secret: "a secret of sixteen or more",
      ...certificates.selfSigned(),
    });
    const none = (): void => assert.fail("no leg");
    using listener = await MeshListener.open(ports, { port: 0, bind: "127.0.0.1" }, trust, none);
    const socket = connect({ host: "127.0.0.1", port: listener.port, rejectUnauthorized: false });
    // What comes at a closed connection is answered by a reset, which is an end as well.
    socket.on("error", () => undefined);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.resume().write(Buffer.of(1));
    await waitUntil(liveClock(), "it is let in", () => clock.pending > 0);
    clock.advance(4900);
    assert.deepEqual(drops, []);
    clock.advance(200);
    await closed;
    assert.deepEqual(drops, ["idle"]);
    assert.equal(clock.pending, 0);
  });
});
