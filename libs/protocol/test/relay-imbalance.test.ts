import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type RelayBurstSettings, relayBurst, relayBurstDefaults, SeededRandom } from "@fairlead/testkit";
import { RelayChoice } from "../src/index.ts";

/** 1000 sessions, 8 relays, three rendezvous with snapshots up to 2 s old. */
function burst(settings: Partial<RelayBurstSettings>, sharers: number): { sessions: number; bits: number } {
  const all = { ...relayBurstDefaults, ...settings };
  const choices = Array.from(
    { length: all.rendezvous },
    (_, index) => new RelayChoice(new SeededRandom(all.seed * 100 + index)),
  );
  return relayBurst((rendezvous, relays, nowMs, session) => {
    const pair = { controllingIp: `2001:db8::${session.toString(16)}`, targetId: String(session) };
    return choices[rendezvous]?.pickRelay({ relays, nowMs, sharers }, pair) ?? "";
  }, all);
}

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
/** One was away, one is twice as busy as the next. */
const UNEVEN_BPS = [1e8, 2e8, 1.5e8, 3e8, 0, 0, 2.5e8, 1e8];

describe("a burst of 1000 sessions over 8 relays, chosen by three rendezvous", () => {
  for (const burstMs of [0, 1000, 3000, 10_000]) {
    it(`[CL-33] within ${burstMs / 1000} s leaves no relay with over 1.15 of the mean sessions`, () => {
      for (const seed of seeds) {
        const { sessions } = burst({ burstMs, seed }, relayBurstDefaults.rendezvous);
        assert.ok(sessions <= 1.15, `${sessions} of the mean, seed ${seed}`);
      }
    });

    it(`[CL-33] within ${burstMs / 1000} s evens out what was uneven: at most 1.15 of the mean load`, () => {
      for (const seed of seeds) {
        const settings = { burstMs, seed, backgroundBps: UNEVEN_BPS };
        const { bits } = burst(settings, relayBurstDefaults.rendezvous);
        assert.ok(bits <= 1.15, `${bits} of the mean, seed ${seed}`);
      }
    });
  }

  it("[CL-33] would not, if each took itself for the only one", () => {
    const settings = { burstMs: 1000, backgroundBps: UNEVEN_BPS };
    assert.ok(seeds.some((seed) => burst({ ...settings, seed }, 1).bits > 1.25));
  });
});
