/** Keeps this process' event loop from running: what arrives meanwhile waits in the kernel. */
export function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
