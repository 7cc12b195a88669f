import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFrame, encodeFrameHeader, FrameDecoder, WireError } from "../src/index.ts";
import { hex } from "./vectors.ts";

const headers: readonly (readonly [number, string])[] = [
  [0, "00"],
  [1, "04"],
  [63, "fc"],
  [64, "0101"],
  [16383, "fdff"],
  [16384, "020001"],
  [4194303, "feffff"],
  [4194304, "03000001"],
  [1073741823, "ffffffff"],
];
const tooLong = (error: unknown): boolean => error instanceof WireError && error.code === "WIRE_FRAME_TOO_LONG";

describe("C1 frame codec", () => {
  for (const [payloadBytes, header] of headers) {
    it(`[FR-1] writes the header of ${payloadBytes} bytes as ${header}`, () => {
      assert.equal(encodeFrameHeader(payloadBytes).toString("hex"), header);
    });
  }

  it("[FR-1] refuses to write more than 2^30 − 1", () => {
    assert.throws(() => encodeFrameHeader(1073741824), tooLong);
  });

  it("[FR-1] reads every frame split at every byte", () => {
    for (const payloadBytes of [0, 1, 63, 64, 300]) {
      const payload = Buffer.alloc(payloadBytes, payloadBytes & 0xff);
      const frame = encodeFrame(payload);
      for (let cut = 0; cut <= frame.length; cut += 1) {
        const decoder = new FrameDecoder(1000);
        decoder.push(frame.subarray(0, cut));
        if (cut < frame.length) assert.equal(decoder.next(), undefined, `${payloadBytes} bytes cut at ${cut}`);
        decoder.push(frame.subarray(cut));
        assert.deepEqual(decoder.next(), payload);
        assert.equal(decoder.next(), undefined);
      }
    }
  });

  it("[FR-1] reads the largest header forms, byte by byte", () => {
    for (const payloadBytes of [16383, 16384, 70_000]) {
      const payload = Buffer.alloc(payloadBytes, 7);
      const decoder = new FrameDecoder(100_000);
      for (const byte of encodeFrame(payload)) decoder.push(Uint8Array.of(byte));
      assert.deepEqual(decoder.next(), payload);
    }
  });

  it("[FR-2] reads a heartbeat, and two frames in one chunk", () => {
    const decoder = new FrameDecoder(1000);
    decoder.push(hex("000c010203040900"));
    assert.deepEqual(
      [decoder.next(), decoder.next(), decoder.next(), decoder.next()].map((one) => one?.toString("hex")),
      ["", "010203", "09", ""],
    );
  });

  it("[FR-1] accepts a header longer than needed", () => {
    const decoder = new FrameDecoder(1000);
    decoder.push(hex("0f000000010203"));
    assert.equal(decoder.next()?.toString("hex"), "010203");
  });

  it("[FR-3] refuses at the header, with nothing of the payload there", () => {
    const decoder = new FrameDecoder(65536);
    decoder.push(encodeFrameHeader(65537));
    assert.throws(() => decoder.next(), tooLong);
  });

  it("[FR-3] takes a frame of exactly the cap", () => {
    const decoder = new FrameDecoder(64);
    decoder.push(encodeFrame(Buffer.alloc(64)));
    assert.equal(decoder.next()?.length, 64);
  });

  it("copies nothing of a payload that came in one chunk", () => {
    const chunk = encodeFrame(Buffer.alloc(100_000, 3));
    const decoder = new FrameDecoder(100_000);
    decoder.push(chunk);
    assert.equal(decoder.next()?.buffer, chunk.buffer);
  });

  it("hands over what is behind the frames", () => {
    const decoder = new FrameDecoder(1000);
    decoder.push(hex("0c0102030c0102"));
    decoder.push(hex("ff"));
    decoder.next();
    assert.equal(decoder.bufferedBytes, 4);
    assert.equal(decoder.takeRest().toString("hex"), "0c0102ff");
    assert.equal(decoder.bufferedBytes, 0);
  });
});
