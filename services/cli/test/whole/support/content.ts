import assert from "node:assert/strict";
import type { PayloadStream } from "@fairlead/client";
import { random } from "./clients.ts";

/** Sends different bytes both ways at once and compares what arrives. `withinMs`: for each size. */
export async function assertCarries(
  ends: { readonly a: { readonly stream: PayloadStream }; readonly b: { readonly stream: PayloadStream } },
  sizes: readonly number[] = [1, 64, 20_000],
  withinMs = 20_000,
): Promise<void> {
  const { a, b } = ends;
  await Promise.all([oneWay(a.stream, b.stream, sizes, withinMs), oneWay(b.stream, a.stream, sizes, withinMs)]);
}

async function oneWay(
  from: PayloadStream,
  to: PayloadStream,
  sizes: readonly number[],
  withinMs: number,
): Promise<void> {
  for (const size of sizes) {
    const sent = Buffer.from(random.bytes(size));
    from.send(sent);
    const got = await to.receive(withinMs);
    assert.ok(got.equals(sent), `${size} bytes came out different`);
  }
}

/** Asserts that the stream ends without a payload. */
export async function assertEndsInSilence(stream: PayloadStream, withinMs: number): Promise<void> {
  await assert.rejects(stream.receive(withinMs), { code: "CLIENT_CONNECTION_ENDED" });
}
