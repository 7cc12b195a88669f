import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LogFields, Logger } from "@fairlead/base";
import { PUBLIC_SERVERS_KEY } from "@fairlead/client";
import { ManualClock } from "@fairlead/testkit";
import { watchCrowdedAddress } from "../../src/operator/crowded-address.ts";
import { OperatorEvents } from "../../src/operator/operator-events.ts";
import { Presence } from "../../src/presence/presence.ts";

const IP = "203.0.113.7";
const identity = { uuid: new Uint8Array(1), pk: new Uint8Array(32), registeredIp: IP };

interface Line {
  readonly event: string;
  readonly fields: LogFields;
}

class Desk {
  readonly clock = new ManualClock();
  readonly lines: Line[] = [];
  readonly logger = recording(this.lines);
  readonly operator = new OperatorEvents(this.logger, this.clock, {
    keySetting: "KEY=- (id_ed25519)",
    port: 21_116,
    registrationsPerAddress: 32,
  });
}

function recording(lines: Line[]): Logger {
  const write = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields });
  const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger };
  return logger;
}

/** `what is wrong; setting; do: one step`, as people read it. */
const textOf = ({ event, fields }: Line): string =>
  `${event}: ${fields["reason"]}; ${fields["setting"]}; do: ${fields["do"]}`;

describe("what an operator reads", () => {
  const table: readonly (readonly [string, (operator: OperatorEvents, clock: ManualClock) => void, string])[] = [
    [
      "Key mismatch",
      (operator) => operator.keyRefused(IP, "123456789", PUBLIC_SERVERS_KEY),
      `auth.key_refused: key refused: ${IP} sent the public RustDesk key; KEY=- (id_ed25519); do: paste config-string's output into that client`,
    ],
    [
      "Remote desktop is offline, by UDP",
      (operator, clock) => {
        clock.advance(240_000);
        operator.silentPeer("123456789", { identity, transport: "udp", lastSeenMs: 0 });
      },
      "peer.silent: 123456789 silent for 4 min, last by udp; 21116/udp (firewall); do: open it, or set disable-udp=Y there",
    ],
    [
      "Remote desktop is offline, since the start",
      (operator) => operator.silentPeer("123456789", undefined),
      "peer.silent: 123456789 silent since this server started; 21116/udp (firewall); do: open it, or set disable-udp=Y there",
    ],
    [
      "ID does not exist",
      (operator) => operator.unknownPeer("123456789", IP),
      "peer.unknown: 123456789 has never registered here; ID server (device); do: paste config-string's output into that device",
    ],
    [
      "online, yet unreachable",
      (operator) => operator.registrationRefused(IP, "123456789"),
      `registration.refused: RegisterPk refused: ${IP} over 32 new devices a minute, or one device over 3 in 6 s; register-allow; do: if ${IP} is an office of yours, add its CIDR`,
    ],
    [
      "a device that takes a new id",
      (operator) => operator.idConflict(IP, "123456789"),
      `registration.conflict: 123456789 is registered with another machine id than ${IP} sent, so ${IP} takes a new id; id (device); do: if both were cloned from one image, clear RustDesk's configuration in the image`,
    ],
  ];
  for (const [failure, tell, text] of table) {
    it(`${failure}: what is wrong, the setting, one step`, () => {
      const { operator, clock, lines } = new Desk();
      tell(operator, clock);
      assert.deepEqual(lines.map(textOf), [text]);
    });
  }

  it("is said once a minute about one subject, however often its client tries", () => {
    const { operator, clock, lines } = new Desk();
    for (let second = 0; second < 61; second += 1) {
      operator.unknownPeer("123456789", IP);
      clock.advance(1_000);
    }
    operator.unknownPeer("987654321", IP);
    assert.deepEqual(
      lines.map(({ fields }) => fields["id"]),
      ["123456789", "123456789", "987654321"],
    );
  });

  it("is said of each refused key: address blockers count them", () => {
    const { operator, lines } = new Desk();
    for (let times = 0; times < 20; times += 1) operator.keyRefused(IP, "123456789", "");
    assert.equal(lines.length, 20);
    assert.ok(lines.every(({ fields }) => fields["ip"] === IP));
  });
});

describe("nothing, but always relayed", () => {
  const cases = [
    { crowd: 20, others: 0, ip: "10.42.0.1", told: true },
    { crowd: 91, others: 9, ip: "10.42.0.1", told: true },
    { crowd: 19, others: 0, ip: "10.42.0.1", told: false },
    { crowd: 50, others: 50, ip: "10.42.0.1", told: false },
    { crowd: 91, others: 9, ip: "203.0.113.7", told: false },
  ];
  for (const { crowd, others, ip, told } of cases) {
    it(`${crowd} of ${crowd + others} devices appear as ${ip}: ${told ? "told" : "fine"}`, () => {
      const { clock, logger, lines } = new Desk();
      using presence = new Presence(clock, { maxPeers: 1_000, maxDepartedPeers: 10, hashSeed: 1 });
      using _watch = watchCrowdedAddress(clock, logger, presence);
      clock.advance(59_000);
      for (let count = 0; count < crowd + others; count += 1) {
        const address = { ip: count < crowd ? ip : `198.51.100.${count}`, port: 1_024 + count };
        const channel = { push: () => true, close: () => undefined };
        const place = { address, kernelAddress: address, channel, transport: "udp" as const };
        presence.arrive({ id: `1000000${count}`, identity, ...place, registeredMs: 59_000, arrival: count });
      }
      clock.advance(1_000);
      const percent = Math.round((crowd / (crowd + others)) * 100);
      assert.deepEqual(
        lines.map(({ event, fields }) => `${event}: ${fields["reason"]}`),
        told ? [`clients.one_address: ${percent} % of devices appear as ${ip}`] : [],
      );
    });
  }
});
