/** Resolves when the condition holds; fails with `what` after twenty real seconds. */
export async function until(condition: () => boolean, what = "the condition"): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Lets the event loop read what is there: for asserting that something did not happen. */
export async function someTurns(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
