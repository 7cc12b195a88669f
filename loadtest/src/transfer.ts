import type { PayloadStream } from "@fairlead/client";

const RECEIVE_TIMEOUT_MS = 30_000;

export interface TransferSize {
  readonly chunks: number;
  readonly chunkBytes: number;
}

/** Moves content both ways at once and checks its amount and order. */
export async function transferBothWays(first: PayloadStream, second: PayloadStream, size: TransferSize): Promise<void> {
  await Promise.all([transfer(first, second, size), transfer(second, first, size)]);
}

async function transfer(from: PayloadStream, to: PayloadStream, { chunks, chunkBytes }: TransferSize): Promise<void> {
  const sending = (async () => {
    for (let i = 0; i < chunks; i += 1) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      chunk.writeUInt32LE(i, 0);
      from.send(chunk);
      await from.drained();
    }
  })();
  for (let i = 0; i < chunks; i += 1) {
    const chunk = await to.receive(RECEIVE_TIMEOUT_MS);
    if (chunk.length !== chunkBytes || chunk.readUInt32LE(0) !== i) throw new Error(`chunk ${i} came out wrong`);
  }
  await sending;
}
