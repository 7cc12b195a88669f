import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, encodeMessage, type OutgoingMessage, RegisterPeerView } from "../src/index.ts";
import { messageBodies } from "../src/message-bodies.ts";
import { devicePk, deviceUuid, hex } from "./vectors.ts";

const A = hex("a92af1ac682486ae4a33");
const none = new Uint8Array(0);
const uuid = "11111111-2222-4333-8444-555555555555";
const relayServer = "relay.example.com:21117";

/** Messages and the bytes of the conformance vectors, equal to the letter. */
const vectors: readonly (readonly [string, string, OutgoingMessage])[] = [
  [
    "C3 register peer",
    "320d0a093132333435363738391003",
    { kind: "registerPeer", body: { id: "123456789", serial: 3 } },
  ],
  ["C3 request_pk", "3a021001", { kind: "registerPeerResponse", body: { requestPk: true } }],
  ["C4 refreshed", "3a00", { kind: "registerPeerResponse", body: { requestPk: false } }],
  [
    "C4 register pk",
    "7a530a09313233343536373839122435613231666437372d333430352d343437392d626636312d6135386239316335353562341a202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12",
    {
      kind: "registerPk",
      body: { id: "123456789", uuid: deviceUuid, pk: devicePk, oldId: "", noRegisterDevice: false },
    },
  ],
  ["C4 registered", "820100", { kind: "registerPkResponse", body: { result: 0, keepAlive: 0 } }],
  ["C5 UUID_MISMATCH", "8201020802", { kind: "registerPkResponse", body: { result: 2, keepAlive: 0 } }],
  ["C5 keep_alive", "820102103c", { kind: "registerPkResponse", body: { result: 0, keepAlive: 60 } }],
  ["C8 NAT answer", "aa010408b1a803", { kind: "testNatResponse", body: { port: 54321 } }],
  [
    "C8 NAT answer with servers",
    "aa013008b1a803122a0807120f7273312e6578616d706c652e636f6d12157273322e6578616d706c652e636f6d3a3231313136",
    {
      kind: "testNatResponse",
      body: { port: 54321, cu: { serial: 7, rendezvousServers: ["rs1.example.com", "rs2.example.com:21116"] } },
    },
  ],
  [
    "C9 config update",
    "722a0807120f7273312e6578616d706c652e636f6d12157273322e6578616d706c652e636f6d3a3231313136",
    { kind: "configureUpdate", body: { serial: 7, rendezvousServers: ["rs1.example.com", "rs2.example.com:21116"] } },
  ],
  [
    "C11 punch",
    "4a270a0aa92af1ac682486ae4a33121772656c61792e6578616d706c652e636f6d3a32313131371801",
    {
      kind: "punchHole",
      body: { socketAddr: A, relayServer, natType: 1, udpPort: 0, forceRelay: false, upnpPort: 0, socketAddrV6: none },
    },
  ],
  [
    "C14 same LAN",
    "620c0a0aa92af1ac682486ae4a33",
    { kind: "fetchLocalAddr", body: { socketAddr: A, relayServer: "", socketAddrV6: none } },
  ],
  [
    "C16 relay by A, to B",
    "9201580a09313233343536373839122431313131313131312d323232322d343333332d383434342d3535353535353535353535351a0aa92af1ac682486ae4a33221772656c61792e6578616d706c652e636f6d3a32313131372801",
    {
      kind: "requestRelay",
      body: {
        id: "123456789",
        uuid,
        socketAddr: A,
        relayServer,
        secure: true,
        licenceKey: "",
        connType: 0,
        token: "",
        switchCode: "",
      },
    },
  ],
  ["C17 online states", "c201040a029080", { kind: "onlineResponse", body: { states: hex("9080") } }],
  ["C17 no states", "c20100", { kind: "onlineResponse", body: { states: none } }],
  [
    "C26 permissions and audit reference",
    "4a1e0a0aa92af1ac682486ae4a331801420508c28080104a070a056175642d31",
    {
      kind: "punchHole",
      body: {
        socketAddr: A,
        relayServer: "",
        natType: 1,
        udpPort: 0,
        forceRelay: false,
        upnpPort: 0,
        socketAddrV6: none,
        controlPermissions: { permissions: 0x2000042n },
        controlledContext: { connAuditRef: "aud-1" },
      },
    },
  ],
];

describe("messages", () => {
  for (const [name, bytes, message] of vectors) {
    it(`${name}: written and read`, () => {
      assert.equal(encodeMessage(message).toString("hex"), bytes);
      const read = decodeMessage(hex(bytes));
      assert.equal(read?.kind, message.kind);
      assert.deepEqual(plain(read?.body), plain(message.body));
    });
  }

  it("C10 reads the punch request of the vector", () => {
    const read = decodeMessage(
      hex(
        "42420a0931323334353637383910011a2c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d3205312e342e39",
      ),
    );
    assert.ok(read?.kind === "punchHoleRequest");
    assert.equal(read.body.licenceKey, "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
    assert.equal(read.body.version, "1.4.9");
  });

  it("writes the members of a oneof even when zero, and nothing else that is", () => {
    const failure = {
      socketAddr: none,
      pk: none,
      failure: 0,
      relayServer: "",
      otherFailure: "",
      feedback: 0,
      isUdp: false,
      upnpPort: 0,
      socketAddrV6: none,
    };
    assert.equal(encodeMessage({ kind: "punchHoleResponse", body: failure }).toString("hex"), "5a00");
    assert.equal(
      encodeMessage({ kind: "punchHoleResponse", body: { ...failure, natType: 0 } }).toString("hex"),
      "5a022800",
    );
    assert.equal(
      encodeMessage({ kind: "punchHoleResponse", body: { ...failure, isLocal: true } }).toString("hex"),
      "5a023001",
    );
    assert.equal(
      encodeMessage({
        kind: "punchHoleResponse",
        body: { ...failure, otherFailure: "Login required: not allowed" },
      }).toString("hex"),
      "5a1d3a1b4c6f67696e2072657175697265643a206e6f7420616c6c6f776564",
    );
  });

  it("reads its own defaults for every kind of message", () => {
    for (const [kind, shape] of Object.entries(messageBodies)) {
      const read = decodeMessage(encodeMessage({ kind, body: shape.defaults } as OutgoingMessage));
      assert.equal(read?.kind, kind);
      assert.deepEqual(plain(read?.body), plain(shape.defaults));
    }
  });

  it("[PB-1] takes the last of two members", () => {
    const read = decodeMessage(hex("320d0a093132333435363738391003a20100"));
    assert.equal(read?.kind, "testNatRequest");
  });

  it("keeps the body's own bytes, unknown fields among them", () => {
    const read = decodeMessage(hex("a201050803980618"));
    assert.equal(Buffer.from(read?.raw ?? []).toString("hex"), "0803980618");
  });
});

describe("C25 [PB-1] garbage costs the message, never the process", () => {
  const rows: readonly (readonly [string, Buffer])[] = [
    ["nothing", Buffer.alloc(0)],
    ["300 000 nested groups", Buffer.concat([Buffer.alloc(300_000, 0x0b), Buffer.alloc(300_000, 0x0c)])],
    ["nested groups inside a message", Buffer.concat([hex("3280897a"), Buffer.alloc(1_999_999, 0x0b)])],
    ["a varint cut off", hex("3280")],
    ["an endless varint", hex("32ffffffffffffffffffffff")],
    ["a length beyond the end", hex("327f0a01")],
    ["text that is not UTF-8", hex("32050a03ff61fe")],
    ["an unknown number in the envelope", hex("ea0700")],
    ["a member of the wrong wire type", hex("3001")],
    ["field number 0", hex("0200")],
  ];
  for (const [name, bytes] of rows) it(name, () => assert.equal(decodeMessage(bytes), undefined));
});

describe("[RP-2] the heartbeat's own reader", () => {
  const view = new RegisterPeerView();
  const id = (datagram: Buffer): string => datagram.toString("latin1", view.idStart, view.idEnd);

  it("reads id and serial without a message", () => {
    const datagram = hex("320d0a093132333435363738391003");
    assert.ok(view.read(datagram));
    assert.deepEqual([id(datagram), view.serial], ["123456789", 3]);
    const large = encodeMessage({ kind: "registerPeer", body: { id: "my-office-pc", serial: 1_000_000 } });
    assert.ok(view.read(large));
    assert.deepEqual([id(large), view.serial], ["my-office-pc", 1_000_000]);
    assert.ok(view.read(hex("32080a06616263646566")));
    assert.equal(view.serial, 0);
  });

  for (const [name, bytes] of [
    ["an empty id", "32020a00"],
    ["no id", "32021003"],
    ["another message", "a20100"],
    ["two messages", "32030a0161a20100"],
    ["an id that is not ASCII", "32040a02c3a9"],
    ["fields in another order", "320510030a0161"],
    ["a cut datagram", "320d0a0931323334"],
    ["an unknown field behind", "32080a0161180120011001"],
  ] as const) {
    it(`leaves ${name} to the general reader`, () => assert.equal(view.read(hex(bytes)), false));
  }
});

/** Buffers and byte arrays alike, as arrays. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}
