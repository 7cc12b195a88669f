/** How the generated code holds 64 bits: two signed or unsigned halves. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

/** 64 bits as the generated code takes them; a JavaScript number would round above 2^53. */
export function permissionHalves(permissions: bigint): Halves {
  const bits = BigInt.asUintN(64, permissions);
  return { low: Number(bits & 0xffff_ffffn), high: Number(bits >> 32n) };
}

/** The 64 bits of what the generated code read; 0 when the field was absent. */
export function permissionBits(halves: Partial<Halves> | number | undefined): bigint {
  if (typeof halves === "number") return BigInt(halves);
  const high = BigInt((halves?.high ?? 0) >>> 0);
  return (high << 32n) | BigInt((halves?.low ?? 0) >>> 0);
}
