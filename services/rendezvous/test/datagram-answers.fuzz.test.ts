import assert from "node:assert/strict";
import type { RemoteInfo } from "node:dgram";
import { after, before, describe, it } from "node:test";
import type { UdpListener } from "@fairlead/net";
import { fuzz, mutate, type SeededRandom } from "@fairlead/testkit";
import { decodeMessage } from "@fairlead/wire";
import { DatagramDesk } from "../src/datagrams/datagram-desk.ts";
import { B_ID, B_PK, B_UUID, TestServer } from "./test-server.ts";

interface SentDatagram {
  readonly bytes: number;
  readonly to: string;
}
/** What may be answered whatever the question's size [UD-2]: a RegisterPeerResponse, and a TestNatResponse that names a port and no more [NT-3]. */
const ALLOWED_BYTES: Readonly<Record<string, number>> = { registerPeer: 4, testNatRequest: 7 };
/** The envelope's fields, known and unknown. */
const FIRST_FIELD = 4;
const LAST_FIELD = 40;

let server: TestServer;
let desk: DatagramDesk;
let sent: SentDatagram[] = [];
const answeredKinds = new Set<string>();

describe("datagrams of sources that nobody knows [UD-2]", () => {
  before(async () => {
    const serverList = { serial: 7, servers: ["rendezvous-1.example.com", "rendezvous-2.example.com"] };
    server = await TestServer.start({ settings: { serverList } });
    await server.registeredUdp("127.0.0.3");
    desk = new DatagramDesk(server.rendezvous.workings);
    desk.open(recorder());
  });
  after(() => server[Symbol.asyncDispose]());

  fuzz(
    "of every kind, whole or damaged, are answered to nobody else and with no more bytes than came",
    6_000,
    async (random, n) => {
      const datagram = Buffer.from(random.chance(0.7) ? anyMessage(random) : mutate(random, anyMessage(random)));
      const source = { address: `10.${random.below(256)}.${n & 255}.1`, port: 1 + random.below(65_535) };
      sent = [];
      desk.receive(datagram, { ...source, family: "IPv4", size: datagram.length } satisfies RemoteInfo);
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
      const kind = decodeMessage(datagram)?.kind ?? "none";
      const what = `${kind} ${datagram.toString("hex")}`;
      for (const { to } of sent) assert.equal(to, `${source.address}:${source.port}`, what);
      const bytes = sent.reduce((sum, one) => sum + one.bytes, 0);
      assert.ok(bytes <= Math.max(datagram.length, ALLOWED_BYTES[kind] ?? 0), `${bytes} bytes for ${what}`);
      if (bytes > 0) answeredKinds.add(kind);
    },
  );

  it("only three kinds have an answer at all", () => {
    assert.deepEqual([...answeredKinds].sort(), ["registerPeer", "registerPk", "testNatRequest"]);
  });
});

/** A message of any kind with fields of any kind, some of them a real device's. */
function anyMessage(random: SeededRandom): Buffer {
  const fields = Array.from({ length: random.below(6) }, () => anyField(random, 1 + random.below(14)));
  const body = random.chance(0.2) ? identity(random) : Buffer.concat(fields);
  const kind = random.chance(0.3) ? random.pick([6, 15, 20]) : FIRST_FIELD + random.below(LAST_FIELD - FIRST_FIELD);
  return lengthField(kind, body);
}

/** The fields of a RegisterPk, or the first of them: a RegisterPeer. */
function identity(random: SeededRandom): Buffer {
  const id = random.pick([B_ID, "987654321", "1", ""]);
  const fields = [lengthField(1, Buffer.from(id)), lengthField(2, B_UUID), lengthField(3, B_PK)];
  return Buffer.concat(fields.slice(0, 1 + random.below(3)));
}

function anyField(random: SeededRandom, field: number): Buffer {
  if (random.chance(0.5)) return Buffer.concat([varint(field << 3), varint(random.below(300))]);
  return lengthField(field, Buffer.from(random.bytes(random.below(40))));
}

function lengthField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left & 127) | 128);
  }
}

function recorder(): UdpListener {
  return {
    port: 1,
    address: "127.0.0.1",
    send: (bytes, port, address) => void sent.push({ bytes: bytes.length, to: `${address}:${port}` }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
