import { it } from "node:test";

/** What stands under test, and how time passes for it. */
export interface UnderTest {
  /** Lets time pass, in the store too. */
  pass(ms: number): Promise<void>;
  /** Ends what stands behind it. */
  close?(): Promise<void>;
}
export type Scene<T> = (sentence: string, test: (under: T) => Promise<void>) => void;

/** Each sentence is a test with a new one of what is under test, closed after it. */
export function scenesOf<T extends UnderTest>(create: () => T | Promise<T>): Scene<T> {
  return (sentence, test) => {
    it(sentence, async () => {
      const under = await create();
      try {
        await test(under);
      } finally {
        await under.close?.();
      }
    });
  };
}
