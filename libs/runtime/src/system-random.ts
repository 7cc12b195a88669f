import type { Random } from "@fairlead/base";

/** The operating system's generator; `main.ts` passes `randomBytes` and `randomUUID` of `node:crypto`. */
export interface RandomSource {
  readonly randomBytes: (length: number) => Uint8Array;
  readonly randomUUID: () => string;
}

/** Randomness fit for keys. */
export function createSystemRandom({ randomBytes: bytes, randomUUID: uuid }: RandomSource): Random {
  return { uint32: () => uint32Of(bytes(4)), bytes, uuid };
}

function uint32Of(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}
