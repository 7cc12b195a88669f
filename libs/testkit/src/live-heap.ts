import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that are still in use after a full collection, buffers outside V8's heap included. */
export function liveHeapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("this Node has no gc()");
  // What finalizers let go of is collected the second time.
  for (let pass = 0; pass < 2; pass += 1) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * What one attempt leaves behind, in bytes, on average: `round` makes `attempts` of them and is run a few times before it is measured, so that code is compiled and
 * tables have their size.
 */
export async function bytesLeftPerAttempt(attempts: number, round: () => void | Promise<void>): Promise<number> {
  for (let warmUp = 0; warmUp < 3; warmUp += 1) await round();
  const before = liveHeapBytes();
  for (let measured = 0; measured < 3; measured += 1) await round();
  return (liveHeapBytes() - before) / (3 * attempts);
}
