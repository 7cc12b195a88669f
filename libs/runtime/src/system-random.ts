import type { Random } from "@fairlead/base";

/** The operating system's generator; `main.ts` passes `randomBytes` and `randomUUID` of `node:crypto`. */
export interface RandomSource {
  randomBytes(length: number): Uint8Array;
  randomUUID(): string;
}

/** Randomness fit for keys. */
export function createSystemRandom(source: RandomSource): Random {
  return {
    uint32: () => {
      const bytes = source.randomBytes(4);
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    },
    bytes: (length) => source.randomBytes(length),
    uuid: () => source.randomUUID(),
  };
}
