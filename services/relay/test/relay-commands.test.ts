import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { type AdminAnswer, AdminCommands } from "@fairlead/runtime";
import { relayCommands } from "../src/index.ts";
import { RelayUnderTest, UUID } from "./support/relay-under-test.ts";

const text = (line: string): AdminAnswer => ({ kind: "text", text: line });

/** Runs one line of the old console: words at single spaces. */
function ask(test: RelayUnderTest, line: string): Promise<AdminAnswer> {
  return new AdminCommands(relayCommands(test.relay), silentLogger).run(line.split(" "));
}

describe("the old relay console's words, by ctl", () => {
  const cases: readonly [string, readonly [string, string][]][] = [
    [
      "ba, br and b keep the list of slowed addresses",
      [
        ["b", ""],
        ["ba 192.0.2.1|192.0.2.2", ""],
        ["b", "192.0.2.1\n192.0.2.2"],
        ["b 192.0.2.1", "true"],
        ["b 192.0.2.3", "false"],
        ["br 192.0.2.1", ""],
        ["b", "192.0.2.2"],
        ["br all", ""],
        ["b", ""],
      ],
    ],
    [
      "Ba, Br and B keep the list of refused addresses, in any writing of them",
      [
        ["Ba ::ffff:192.0.2.1", ""],
        ["B 192.0.2.1", "true"],
        ["Br 192.0.2.1", ""],
        ["B 192.0.2.1", "false"],
      ],
    ],
    [
      "addresses may be separated by |, by commas, or stand alone",
      [
        ["ba 192.0.2.1 192.0.2.2,192.0.2.3", ""],
        ["b", "192.0.2.1\n192.0.2.2\n192.0.2.3"],
        ["br 192.0.2.1, 192.0.2.3", ""],
        ["b", "192.0.2.2"],
      ],
    ],
    [
      "dt shows and sets the threshold",
      [
        ["dt", "0.66"],
        ["dt 0.5", ""],
        ["dt", "0.5"],
      ],
    ],
    [
      "t shows and sets the seconds of the check",
      [
        ["t", "1800s"],
        ["t 600", ""],
        ["t", "600s"],
      ],
    ],
    [
      "ls shows and sets the limited speed",
      [
        ["ls", "32Mb/s"],
        ["ls 8", ""],
        ["ls", "8Mb/s"],
      ],
    ],
    [
      "tb shows that there is no total, sets one, and takes it away again",
      [
        ["tb", "none"],
        ["tb 1024", ""],
        ["tb", "1024Mb/s"],
        ["tb none", ""],
        ["tb", "none"],
      ],
    ],
    [
      "sb shows and sets a session's bandwidth",
      [
        ["sb", "128Mb/s"],
        ["sb 64", ""],
        ["sb", "64Mb/s"],
      ],
    ],
  ];
  for (const [sentence, lines] of cases) {
    it(sentence, async () => {
      await using test = await RelayUnderTest.start();
      for (const [line, answer] of lines) assert.deepEqual(await ask(test, line), text(answer), line);
    });
  }

  for (const line of ["sb 0", "sb -1", "tb much", "dt x", "ba", "Ba nonsense", "kick", "kick 7"]) {
    it(`"${line}" is refused with a reason, and changes nothing`, async () => {
      await using test = await RelayUnderTest.start();
      const before = test.relay.limits;
      assert.equal((await ask(test, line)).kind, "error");
      assert.deepEqual(test.relay.limits, before);
    });
  }

  it("u tells time, volume and speeds of each session by the later leg's address, largest first", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    const bytes = 2 ** 20;
    one.socket.write(Buffer.alloc(bytes));
    await other.read(bytes);
    await test.pass(1_000);
    await test.pass(1_000);
    const answer = await ask(test, "u");
    assert.ok(answer.kind === "text");
    const average = Math.round((bytes * 8) / 2_000);
    assert.match(answer.text, new RegExp(`^127\\.0\\.0\\.1:\\d+: 2s 1\\.00MB 8389kb/s ${average}kb/s 0kb/s$`));
  });
});

describe("our own words", () => {
  it("sessions shows both ends, and kick ends one", async () => {
    await using test = await RelayUnderTest.start();
    const [one] = await test.tcpPair();
    const shown = await ask(test, "sessions");
    assert.ok(shown.kind === "table");
    assert.deepEqual(shown.rows[0]?.slice(0, 2), [1, UUID]);
    assert.match(String(shown.rows[0]?.[2]), /^127\.0\.0\.1:\d+ tcp$/);
    assert.deepEqual(await ask(test, "kick 1"), text(""));
    await one.readToEnd();
    await test.until(() => test.relay.sessions().length === 0);
  });

  it("denylist-add ends the sessions of an address", async () => {
    await using test = await RelayUnderTest.start();
    const [one] = await test.tcpPair();
    await ask(test, "denylist-add 127.0.0.0/8");
    await one.readToEnd();
  });
});
