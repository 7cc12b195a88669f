import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import { canonicalIp } from "@fairlead/wire";
import { readProxyHeader } from "../src/read-proxy-header.ts";

const SEEDS = [
  Buffer.from("PROXY TCP4 192.0.2.1 192.0.2.9 56324 21116\r\n"),
  Buffer.from("PROXY UNKNOWN\r\n"),
  Buffer.from("0d0a0d0a000d0a515549540a2111000cc0000201c0000209dc04527c", "hex"),
  Buffer.from(`0d0a0d0a000d0a515549540a21210024${"20".repeat(36)}`, "hex"),
];

describe("PROXY protocol header, fuzzed [PX-1]", () => {
  const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
  it(`never throws, reads past its bytes or invents an address (seed ${seed})`, () => fuzz(seed));
});

function fuzz(seed: number, iterations = Number(process.env["FUZZ_ITERATIONS"] ?? 20_000)): void {
  const random = new SeededRandom(seed);
  const below = (bound: number): number => random.uint32() % bound;
  for (let i = 0; i < iterations; i += 1) {
    const bytes = mutate(Buffer.from(SEEDS[below(SEEDS.length)] ?? []), below);
    const header = readProxyHeader(bytes);
    if (header.kind === "header") {
      assert.ok(header.lengthBytes <= bytes.length && header.lengthBytes <= 2064, bytes.toString("hex"));
      if (header.source) assert.equal(canonicalIp(header.source.ip), header.source.ip, bytes.toString("hex"));
    }
    if (header.kind === "needMore") assert.ok(bytes.length < 2064, bytes.toString("hex"));
  }
}

function mutate(bytes: Buffer, below: (bound: number) => number): Buffer {
  for (let changes = below(4); changes > 0; changes -= 1) bytes[below(bytes.length)] = below(256);
  const cut = below(3) === 0 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
  return below(3) === 0 ? Buffer.concat([cut, Buffer.alloc(below(3000), below(256))]) : cut;
}
