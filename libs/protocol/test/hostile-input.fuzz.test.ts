import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fuzz, mutate } from "@fairlead/testkit";
import { decodeMessage, type RendezvousMessage } from "@fairlead/wire";
import {
  decideChangeId,
  decideHttpProxy,
  decideOnline,
  decidePunchHole,
  decideReply,
  decideRequestRelay,
  judgeRegisterPk,
  judgeRelayLeg,
  LicenceKeys,
  punchMessage,
  requestRelayPayload,
} from "../src/index.ts";
import { local, punch, relayed, relayReply, facts as replyFacts, sent, socketAddr } from "./support/replies.ts";

const keys = new LicenceKeys([]);
const controlling = { address: punch.controlling, transport: "tcp" } as const;
const target = { registeredIp: punch.targetIp, lastRegisteredMs: 0 };
const asked = { controlling, target, relayOverrides: [], pickRelay: () => "relay:21117", nowMs: 1 };
const free = { peerExhausted: false, addressExhausted: false };

/** Every message that a client may send, once. */
const seeds: readonly Uint8Array[] = [
  ...[sent(), local(), relayReply()].map((reply) => Buffer.concat([envelope(reply.kind, reply.raw.length), reply.raw])),
  ..."7a530a09313233343536373839122435613231666437372d333430352d343437392d626636312d6135386239316335353562341a202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12 42420a0931323334353637383910011a2c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d2003 92014c0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535221772656c61792e6578616d706c652e636f6d3a32313131372801 ba010b0a09313233343536373839 da01400a04504f535412122f6170692f6865617274626561743f783d311a200a0c436f6e74656e742d5479706512106170706c69636174696f6e2f6a736f6e22027b7d"
    .split(" ")
    .map((hex) => Buffer.from(hex, "hex")),
];

function envelope(kind: "punchHoleSent" | "localAddr" | "relayResponse", length: number): Buffer {
  const tag = { punchHoleSent: [0x52], localAddr: [0x6a], relayResponse: [0x9a, 0x01] }[kind];
  return Buffer.from([...tag, length]);
}

/** Decides whatever the message asks; answers the bytes that would go out. */
function decide(message: RendezvousMessage): Uint8Array | undefined {
  switch (message.kind) {
    case "registerPk":
      judgeRegisterPk(message.body, { transport: "udp", sourceIp: "192.0.2.1", identity: undefined, limits: free });
      decideChangeId(message.body, { sourceIp: "192.0.2.1", old: undefined, taken: undefined, tooFrequent: false });
      return undefined;
    case "punchHoleRequest": {
      const decision = decidePunchHole(message.body, { ...asked, keys, alwaysUseRelay: false, lanMask: undefined });
      assert.ok(decision.kind === "refuse" || punchMessage(decision, socketAddr).body !== undefined);
      return undefined;
    }
    case "requestRelay":
      judgeRelayLeg(message, keys);
      return decideRequestRelay(message.body, asked).kind === "forward"
        ? requestRelayPayload(message.raw, "relay:21117", socketAddr)
        : undefined;
    case "punchHoleSent":
    case "localAddr":
    case "relayResponse":
      for (const waiting of [punch, relayed]) {
        const decision = decideReply(message, waiting, replyFacts);
        if (decision.kind === "deliver") return decision.payload;
      }
      return undefined;
    case "onlineRequest":
      decideOnline(message.body.peers, () => true);
      return undefined;
    case "httpProxyRequest":
      decideHttpProxy(message.body);
      return undefined;
    default:
      return undefined;
  }
}

describe("decisions on hostile input", () => {
  let [decided, forwarded] = [0, 0];

  fuzz("[PB-1] C25 damaged messages are decided without a throw, and what goes out is a message", 30_000, (random) => {
    const bytes = mutate(random, random.pick(seeds));
    const message = decodeMessage(bytes);
    decided += 1;
    const payload = message && decide(message);
    if (payload === undefined) return;
    forwarded += 1;
    const text = `${bytes.toString("hex")} became ${Buffer.from(payload).toString("hex")}`;
    assert.ok(decodeMessage(payload) !== undefined, text);
  });

  it("some of them are forwarded: the seeds are no stale ones", () =>
    assert.ok(forwarded > decided / 100, `only ${forwarded} of ${decided}`));
});
