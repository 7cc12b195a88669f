import assert from "node:assert/strict";
import type { PayloadStream } from "@fairlead/client";
import { random } from "./clients.ts";

/** Also where other tests have the processors. */
const WITHIN_MS = 20_000;

/** Sends different bytes both ways at once and compares what arrives. */
export async function assertCarries(
  ends: { readonly a: { readonly stream: PayloadStream }; readonly b: { readonly stream: PayloadStream } },
  sizes: readonly number[] = [1, 64, 20_000],
): Promise<void> {
  await Promise.all([oneWay(ends.a.stream, ends.b.stream, sizes), oneWay(ends.b.stream, ends.a.stream, sizes)]);
}

async function oneWay(from: PayloadStream, to: PayloadStream, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const sent = Buffer.from(random.bytes(size));
    from.send(sent);
    const got = await to.receive(WITHIN_MS);
    assert.ok(got.equals(sent), `${size} bytes came out different`);
  }
}

/** Asserts that the stream ends without a payload. */
export async function assertEndsInSilence(stream: PayloadStream, withinMs: number): Promise<void> {
  await assert.rejects(stream.receive(withinMs), { code: "CLIENT_CONNECTION_ENDED" });
}
