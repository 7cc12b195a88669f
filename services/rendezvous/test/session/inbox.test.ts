import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { Inbox } from "../../src/session/inbox.ts";

const OPEN = { isOpen: true, whenOpen: () => undefined };

/** An inbox whose messages wait until `release`; what it does to its connection, and what it takes, in order. */
class Bench {
  readonly done: string[] = [];
  readonly inbox: Inbox;
  #gate: PromiseWithResolvers<void> | undefined;

  constructor() {
    const note = (what: string) => (): void => void this.done.push(what);
    const connection = { pause: note("pause"), resume: note("resume"), destroy: (why: string) => note(why)() };
    this.inbox = new Inbox(connection, silentLogger, OPEN, (payload) => this.#take(payload));
  }

  async release(): Promise<void> {
    this.#gate?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** A payload that begins with a w waits. */
  #take(payload: Buffer): Promise<void> | undefined {
    this.done.push(payload.toString());
    if (!payload.toString().startsWith("w")) return undefined;
    this.#gate = Promise.withResolvers();
    return this.#gate.promise;
  }
}

const push = ({ inbox }: Bench, ...payloads: string[]): void => {
  for (const payload of payloads) inbox.push(Buffer.from(payload));
};

describe("an inbox", () => {
  it("[KX-5] [SE-1]: while a message waits the connection is not read, and what came with it is taken after it, in order", async () => {
    const bench = new Bench();
    push(bench, "a", "wait", "b", "wait again", "c");
    assert.deepEqual(bench.done, ["a", "wait", "pause"]);
    await bench.release();
    assert.deepEqual(bench.done.slice(3), ["b", "wait again", "pause"]);
    await bench.release();
    assert.deepEqual(bench.done.slice(6), ["c", "resume"]);
    push(bench, "d");
    assert.equal(bench.done.at(-1), "d");
  });

  it("is bounded: whoever sends more behind a message that waits is cut", () => {
    const bench = new Bench();
    push(bench, "wait", ...Array.from({ length: 64 }, (_, index) => String(index)));
    assert.ok(!bench.done.includes("table_full"));
    push(bench, "one too many");
    assert.equal(bench.done.at(-1), "table_full");
  });
});
