import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Logger } from "@fairlead/base";
import { adviceFields, createLogger, type LoggerSettings, parseLogLevel } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";

function recorder(settings: Partial<LoggerSettings> = {}): { logger: Logger; lines: string[]; clock: ManualClock } {
  const lines: string[] = [];
  const clock = new ManualClock();
  const stream = { write: (text: string) => lines.push(text) };
  return { logger: createLogger({ clock, stream }, { level: "info", format: "json", ...settings }), lines, clock };
}

function only(lines: readonly string[]): Record<string, unknown> {
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0] ?? "");
}

describe("JSON log", () => {
  it("puts the event first, then level and time, and ends each line", () => {
    const { logger, lines } = recorder();
    logger.info("peer.claimed", { id: "123456789" });
    assert.match(lines[0] ?? "", /^\{"event":"peer\.claimed","level":"info","time":"[^"]+Z","id":"123456789"\}\n$/);
  });

  it("cannot be given another event, level or time by a field", () => {
    const { logger, lines } = recorder();
    logger.info("true.event", { event: "forged", level: "error", time: 0 });
    const line = only(lines);
    assert.equal(line["event"], "true.event");
    assert.equal(line["level"], "info");
  });

  it("keeps a client's line breaks inside its own line", () => {
    const { logger, lines } = recorder();
    logger.info("peer.claimed", { id: 'a\n{"event":"forged"}' });
    assert.equal(lines.join("").split("\n").length, 2);
  });

  it("gives children their parent's fields", () => {
    const { logger, lines } = recorder();
    logger.child({ part: "relay" }).child({ leg: 2 }).info("leg.opened", { leg: 3 });
    const { part, leg } = only(lines);
    assert.deepEqual({ part, leg }, { part: "relay", leg: 3 });
  });

  it("writes errors with name, code, message and cause", () => {
    const { logger, lines } = recorder();
    const cause = Object.assign(new Error("no space"), { code: "ENOSPC" });
    logger.error("store.failed", { error: new TypeError("cannot write", { cause }) });
    const error = JSON.parse(JSON.stringify(only(lines)["error"]));
    assert.equal(error.message, "cannot write");
    assert.equal(error.cause.code, "ENOSPC");
  });

  it("survives what JSON cannot hold", () => {
    const { logger, lines } = recorder();
    const round: Record<string, unknown> = {};
    round["self"] = round;
    logger.info("odd.fields", { big: 2n ** 64n, bytes: new Uint8Array(3), map: new Map([["a", 1]]), round });
    const line = only(lines);
    assert.equal(line["big"], "18446744073709551616");
    assert.equal(line["bytes"], "3 bytes");
    assert.deepEqual(line["map"], { a: 1 });
  });
});

describe("secrets", () => {
  const secret = `${"A".repeat(86)}==`;
  const cases: readonly [string, Record<string, unknown>, Record<string, unknown>][] = [
    ["a token", { token: "t" }, { token: "***" }],
    ["a licence key in any spelling", { licence_key: "a", licenceKey: "b" }, { licence_key: "***", licenceKey: "***" }],
    ["a password below other fields", { user: { name: "n", password: "p" } }, { user: { name: "n", password: "***" } }],
    ["a secret key inside a text", { setting: `KEY=${secret} (flag)` }, { setting: "KEY=*** (flag)" }],
    [
      "a switch code and an authorization",
      { switchCode: "s", authorization: "x" },
      { switchCode: "***", authorization: "***" },
    ],
  ];
  for (const [what, fields, expected] of cases) {
    it(`masks ${what}`, () => {
      const { logger, lines } = recorder();
      logger.info("any.event", fields);
      const { event: _event, level: _level, time: _time, ...rest } = only(lines);
      assert.deepEqual(rest, expected);
    });
  }

  it("prints the public key and ports as they are", () => {
    const { logger, lines } = recorder();
    const publicKey = "OeVuKk5nlHiXp+APNn0Y3pC1Iwpwn44JGqrQCsWqmBw=";
    logger.info("server.started", { publicKey, ports: [21116, 21117] });
    const line = only(lines);
    assert.equal(line["publicKey"], publicKey);
    assert.deepEqual(line["ports"], [21116, 21117]);
  });
});

describe("pretty log", () => {
  it("writes advice as the sentence operators know, then the other fields", () => {
    const { logger, lines } = recorder({ format: "pretty" });
    const advice = { reason: "port 9090 is taken", setting: "ops-port=9090 (default)", do: "set a port" };
    logger.warn("ops.port.moved", { port: 41000, ...adviceFields(advice) });
    const expected =
      /^\d\d:\d\d:\d\d warn {2}ops\.port\.moved port 9090 is taken; ops-port=9090 \(default\); do: set a port port=41000\n$/;
    assert.match(lines[0] ?? "", expected);
  });

  it("lets no control character reach the terminal", () => {
    const { logger, lines } = recorder({ format: "pretty" });
    logger.info("peer.claimed", { id: "a\u001b[2Jb\nc" });
    assert.match(lines[0] ?? "", /id=a\\u001b\[2Jb\\u000ac\n$/);
  });
});

describe("warnings in a storm", () => {
  it("become one line now and then that says how many it stands for", async () => {
    const { logger, lines, clock } = recorder();
    for (let count = 0; count < 1000; count += 1) logger.warn("key.refused");
    assert.equal(lines.length, 10);
    logger.warn("other.event");
    assert.equal(lines.length, 11, "another event is not held back");
    clock.advance(10_000);
    logger.warn("key.refused");
    assert.equal(JSON.parse(lines.at(-1) ?? "")["suppressed"], 990);
  });

  it("leave information alone", () => {
    const { logger, lines } = recorder();
    for (let count = 0; count < 100; count += 1) logger.info("peer.claimed");
    assert.equal(lines.length, 100);
  });
});

describe("RUST_LOG", () => {
  const cases: readonly [string, string | undefined][] = [
    ["error", "error"],
    ["WARN", "warn"],
    ["trace", "debug"],
    ["off", "off"],
    ["hbbs=debug", "debug"],
    ["warn,hbbs=info", "info"],
    ["info,hyper=warn", "info"],
    ["loud", undefined],
    ["", undefined],
  ];
  for (const [text, level] of cases) {
    it(`reads ${JSON.stringify(text)} as ${level}`, () => assert.equal(parseLogLevel(text), level));
  }

  it("decides what is said", () => {
    const { logger, lines } = recorder({ level: "warn" });
    logger.info("quiet");
    logger.debug("quiet");
    logger.warn("said");
    logger.error("said");
    assert.equal(lines.length, 2);
    const off = recorder({ level: "off" });
    off.logger.error("quiet");
    assert.equal(off.lines.length, 0);
  });
});
