import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SimulatedClient, SimulatedClientOptions } from "@fairlead/testkit";
import { NatType, unmangleAddress } from "@fairlead/wire";
import { newId, sessionBetween } from "./clients.ts";
import { assertCarries } from "./content.ts";
import { CONTROLLERS, DEVICES, FLOWS } from "./matrix-cells.ts";

type Options = Partial<SimulatedClientOptions>;

/** Where the matrix is played: what makes clients of the server, or of the cluster, under test. */
export interface MatrixScene {
  client(options: Options): Promise<SimulatedClient>;
  /** Registered before it resolves. */
  device(options: Options): Promise<SimulatedClient>;
  /** What a controlling client by wss needs besides. */
  readonly wss: () => Options;
}

/** Every transport of A with every transport of B, by every flow, and every refusal. */
export function describeMatrix(scene: MatrixScene): void {
  for (const [aName, aOptions] of Object.entries(CONTROLLERS)) {
    describe(`A by ${aName}`, { concurrency: 2 }, () => {
      for (const [bName, bOptions] of Object.entries(DEVICES)) {
        for (const flowName of Object.keys(FLOWS)) {
          it(`reaches B by ${bName}: ${flowName} [PH-2][PH-3][PH-4][RR-1][RR-2]`, () =>
            playFlow(scene, flowName, aOptions, bOptions));
        }
        it(`is refused B by ${bName}: wrong key, unknown id, device switched off [PH-1]`, () =>
          playRefusals(scene, aOptions, bOptions));
      }
    });
  }
}

const placed = (scene: MatrixScene, options: Options): Options =>
  options.mode === "wss" ? { ...options, ...scene.wss() } : options;

async function playFlow(scene: MatrixScene, flowName: string, aOptions: Options, bOptions: Options): Promise<void> {
  const flow = FLOWS[flowName];
  assert.ok(flow !== undefined);
  await using device = await scene.device({ ...bOptions, ...flow.device });
  const host = flow.sameHost ? { localAddress: device.state.settings.localAddress } : {};
  await using controller = await scene.client({ ...placed(scene, aOptions), ...host });
  const session = await sessionBetween(controller, device, flow.wish(aOptions, bOptions));
  try {
    assert.equal(session.a.path, flow.path(aOptions, bOptions));
    assert.equal(session.b.path, session.a.path);
    assert.equal(session.b.uuid, session.a.uuid);
    assertAsked(device, flow.push(aOptions, bOptions), flowName);
    assertToldAddress(device, controller.state.settings.localAddress);
    await assertCarries(session);
    // A relay that A names without a punch before it comes without a signature.
    if (flow.wish(aOptions, bOptions)?.relayByA !== "atOnce")
      assert.ok(session.a.trusted, "the device's key is not proven");
  } finally {
    session.a.stream.destroy();
    session.b.stream.destroy();
  }
}

async function playRefusals(scene: MatrixScene, aOptions: Options, bOptions: Options): Promise<void> {
  await using device = await scene.device(bOptions);
  await using controller = await scene.client(placed(scene, aOptions));
  const text = async (id: string, licenceKey?: string): Promise<string> => {
    const outcome = await controller.connect(id, licenceKey === undefined ? {} : { licenceKey });
    return outcome.kind === "failed" ? outcome.text : "connected";
  };
  assert.equal(await text(device.id, "another key"), "Key mismatch");
  assert.equal(await text(newId()), "ID does not exist");
  assert.deepEqual(pushesOf(device), [], "a refused request reached the device");
  if (bOptions.mode === "udp") return;
  await device[Symbol.asyncDispose]();
  assert.equal(await text(device.id), "Remote desktop is offline");
}

const PUSHES = ["punchHole", "fetchLocalAddr", "requestRelay"];

function pushesOf(device: SimulatedClient): readonly string[] {
  return device.device.heard.map(({ kind }) => kind).filter((kind) => PUSHES.includes(kind));
}

/** What the device was asked last, and that a forced relay says so to old and new clients alike. */
function assertAsked(device: SimulatedClient, push: string, flowName: string): void {
  assert.equal(pushesOf(device).at(-1), push);
  if (flowName !== "forced relay") return;
  const punch = device.device.heard.find((message) => message.kind === "punchHole");
  assert.ok(punch?.kind === "punchHole");
  assert.equal(punch.body.forceRelay, true);
  assert.equal(punch.body.natType, NatType.symmetric);
}

/** The device is told who asks: A's own address, whatever stands in between. */
function assertToldAddress(device: SimulatedClient, controllingIp: string): void {
  for (const message of device.device.heard) {
    if (message.kind !== "punchHole" && message.kind !== "fetchLocalAddr" && message.kind !== "requestRelay") continue;
    assert.equal(unmangleAddress(message.body.socketAddr).ip, controllingIp);
  }
}
