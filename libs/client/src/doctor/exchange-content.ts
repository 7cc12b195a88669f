import type { Clock } from "@fairlead/base";
import { NoAnswerError } from "../errors.ts";
import type { PayloadStream } from "../payload-stream.ts";

const CHUNK_BYTES = 64 * 1024;

export interface ExchangeResult {
  /** Checked bytes, both directions together. */
  readonly checkedBytes: number;
  readonly elapsedMs: number;
  readonly complete: boolean;
  /** What was wrong with the content; `undefined` when every checked byte was right. */
  readonly damage?: string;
}

/** Sends `bytesEachWay` through a pair of legs in both directions at once and compares every byte. Stops at the deadline with what was checked so far. */
export async function exchangeContent(
  clock: Clock,
  legs: { readonly first: PayloadStream; readonly second: PayloadStream },
  options: { readonly bytesEachWay: number; readonly timeoutMs: number },
): Promise<ExchangeResult> {
  const startedMs = clock.now();
  const chunks = Math.ceil(options.bytesEachWay / CHUNK_BYTES);
  const deadline = clock.deadline(options.timeoutMs);
  const endsAtMs = startedMs + options.timeoutMs;
  const [there, back] = await Promise.all([
    receiveChunks(clock, legs.second, { salt: 1, chunks, endsAtMs }),
    receiveChunks(clock, legs.first, { salt: 2, chunks, endsAtMs }),
    sendChunks(legs.first, { salt: 1, chunks, deadline }),
    sendChunks(legs.second, { salt: 2, chunks, deadline }),
  ]);
  const damage = there.damage ?? back.damage;
  return {
    checkedBytes: (there.chunks + back.chunks) * CHUNK_BYTES,
    elapsedMs: clock.now() - startedMs,
    complete: there.chunks === chunks && back.chunks === chunks,
    ...(damage === undefined ? {} : { damage }),
  };
}

async function sendChunks(
  leg: PayloadStream,
  { salt, chunks, deadline }: { readonly salt: number; readonly chunks: number; readonly deadline: AbortSignal },
): Promise<void> {
  const stopped = new Promise<void>((resolve) => deadline.addEventListener("abort", () => resolve(), { once: true }));
  for (let i = 0; i < chunks && !leg.ended && !deadline.aborted; i += 1) {
    leg.send(chunkAt(salt, i));
    await Promise.race([leg.drained(), stopped]);
  }
}

interface Received {
  readonly chunks: number;
  readonly damage?: string;
}

async function receiveChunks(
  clock: Clock,
  leg: PayloadStream,
  { salt, chunks, endsAtMs }: { readonly salt: number; readonly chunks: number; readonly endsAtMs: number },
): Promise<Received> {
  for (let i = 0; i < chunks; i += 1) {
    try {
      const payload = await leg.receive(Math.max(1, endsAtMs - clock.now()));
      if (!payload.equals(chunkAt(salt, i))) return { chunks: i, damage: `chunk ${i} differs from what was sent` };
    } catch (error) {
      if (error instanceof NoAnswerError) return { chunks: i };
      return { chunks: i, damage: `the leg ended after ${i * CHUNK_BYTES} bytes` };
    }
  }
  return { chunks };
}

/** The same bytes for the same place and direction, different everywhere else. */
function chunkAt(salt: number, index: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let state = (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)) >>> 0 || 1;
  for (let at = 0; at < CHUNK_BYTES; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    chunk.writeInt32LE(state | 0, at);
  }
  return chunk;
}
