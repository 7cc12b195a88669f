import { it } from "node:test";
import { SeededRandom } from "./seeded-random.ts";

const DEFAULT_SEED = 20_261_121;

/**
 * A bounded, seeded property test: the seed stands in the test's name. `FUZZ_SEED` repeats a run, `FUZZ_ITERATIONS` makes it long; the default is short enough for
 * every run of the suite. A failure names the iteration.
 */
export function fuzz(
  name: string,
  iterations: number,
  body: (random: SeededRandom, iteration: number) => void | Promise<void>,
): void {
  const seed = Number(process.env["FUZZ_SEED"] || DEFAULT_SEED);
  const rounds = Number(process.env["FUZZ_ITERATIONS"] || iterations);
  it(`${name} (seed ${seed}, ${rounds} iterations)`, async () => {
    const random = new SeededRandom(seed);
    for (let iteration = 0; iteration < rounds; iteration += 1) {
      try {
        const pending = body(random, iteration);
        if (pending !== undefined) await pending;
      } catch (cause) {
        throw new Error(`iteration ${iteration} of seed ${seed}`, { cause });
      }
    }
  });
}

/** The bytes with a few changed, and perhaps cut or lengthened. */
export function mutate(random: SeededRandom, bytes: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  for (let changes = random.below(4); changes > 0 && changed.length > 0; changes -= 1) {
    changed[random.below(changed.length)] = random.below(256);
  }
  const cut = random.below(3) === 0 ? changed.subarray(0, random.below(changed.length + 1)) : changed;
  return random.below(3) === 0 ? Buffer.concat([cut, random.bytes(random.below(200))]) : cut;
}
