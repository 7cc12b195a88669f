import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe } from "node:test";
import type { DropReason } from "@fairlead/base";
import { fuzz, ManualClock, mutate } from "@fairlead/testkit";
import { type BusMessage, encodeBusEnvelope } from "@fairlead/wire";
import { IncomingStream, type LinkCall } from "../src/links/incoming-stream.ts";
import { linkDefaults } from "../src/links/link-settings.ts";

const none = { proof: new Uint8Array(32), nonce: new Uint8Array(16) };
const words: readonly BusMessage[] = [
  { kind: "hello", slot: 3, epoch: "e3", role: "rendezvous", release: "1", ...none },
  { kind: "push", peerId: "123456789", payload: new Uint8Array(40), slot: 1, epoch: "e", entry: 2, trace: "t" },
  {
    kind: "reply",
    entry: 7,
    message: new Uint8Array(9),
    transport: "udp",
    address: { ip: "203.0.113.7", port: 4 },
    trace: "",
  },
  { kind: "call", seq: 1, words: ["peers", "x"] },
  { kind: "echo", nonce: 9 },
];

/** What a stream needs of a call, without a network. */
class FakeCall extends EventEmitter {
  readonly written: Buffer[] = [];
  ended = false;
  write(bytes: Buffer): boolean {
    this.written.push(bytes);
    return true;
  }
  end(): void {
    this.ended = true;
  }
  getAuthContext(): object {
    return {};
  }
}

describe("what another node sends", () => {
  fuzz(
    "[CL-40] every frame is heard, or lost with a name, or ends the stream; nothing else happens",
    3000,
    (random) => {
      const call = new FakeCall();
      const drops: DropReason[] = [];
      let [heard, ended] = [0, 0];
      const stream = new IncomingStream(
        call as unknown as LinkCall,
        { clock: new ManualClock(), drops: { drop: (reason) => drops.push(reason) } },
        linkDefaults,
        {
          introduce: ({ role }) =>
            role === "rendezvous" ? { role: "rendezvous", answer: Buffer.alloc(1) } : { distrust: "no" },
          heard: () => {
            heard += 1;
          },
          ended: () => {
            ended += 1;
          },
        },
      );
      call.on("error", () => undefined);
      const frames = Array.from({ length: 6 }, () => {
        const bytes = Buffer.from(encodeBusEnvelope({ number: 0, message: random.pick(words) }));
        return random.chance(0.5) ? mutate(random, bytes) : bytes;
      });
      if (random.chance(0.7))
        frames.unshift(Buffer.from(encodeBusEnvelope({ number: 0, message: words[0] as BusMessage })));
      for (const frame of frames) call.emit("data", frame);
      const met = call.written.length;
      assert.ok(met <= 1 && ended <= 1);
      if (ended === 0) assert.equal(heard + drops.length + met, frames.length);
      else assert.equal(stream.from === undefined ? heard : 0, 0);
    },
  );
});
