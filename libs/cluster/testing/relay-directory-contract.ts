import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { relayName } from "@fairlead/base";
import type { RelayDirectory } from "../src/index.ts";

const [one, two, three] = ["relay-1.example.com:21117", "relay-2.example.com", "wss://r3.example.com/ws"].map(
  relayName,
) as [ReturnType<typeof relayName>, ReturnType<typeof relayName>, ReturnType<typeof relayName>];
const names = (directory: RelayDirectory): string[] => directory.snapshot().map((relay) => relay.name);

/** What every directory promises. `create` makes an empty one. */
export function relayDirectoryContract(name: string, create: () => RelayDirectory): void {
  describe(`relay directory contract: ${name}`, () => {
    it("is empty at first", () => assert.deepEqual(create().snapshot(), []));

    it("keeps the given order and the names as written", () => {
      const directory = create();
      directory.replace([two, three, one]);
      assert.deepEqual(names(directory), [two, three, one]);
    });

    it("lists a relay once, however often it is named", () => {
      const directory = create();
      directory.replace([one, two, one]);
      assert.deepEqual(names(directory), [one, two]);
    });

    it("answers the same array until something changes", () => {
      const directory = create();
      directory.replace([one, two]);
      const before = directory.snapshot();
      directory.replace([one, two]);
      directory.judge(one, true);
      directory.judge(three, false);
      assert.equal(directory.snapshot(), before);
      directory.judge(one, false);
      assert.notEqual(directory.snapshot(), before);
      assert.equal(before[0]?.serving, true, "a snapshot in a reader's hand never changes");
    });

    it("keeps what is known of the relays that stay", () => {
      const directory = create();
      directory.replace([one, two]);
      directory.judge(two, false);
      directory.replace([two, three]);
      assert.deepEqual(
        directory.snapshot().map(({ name, serving }) => [name, serving]),
        [
          [two, false],
          [three, true],
        ],
      );
    });
  });
}
