import { describe, it } from "node:test";
import { tenantId } from "@fairlead/base";
import { type Admission, type SessionBudget, unlimitedBudget } from "@fairlead/cluster";
import { admissionOf } from "../support/relays-under-test.ts";
import { assertWithin, MEGABIT, Traffic } from "../support/traffic.ts";

const acme = tenantId("acme");

function admission(budget: Partial<SessionBudget>, peerId = "100000001", tenant = acme): Admission {
  return admissionOf({ tenant, peerId, budget: { ...unlimitedBudget, ...budget } });
}

/** Two sessions of one device, and one of another, of one tenant. */
function openThree(traffic: Traffic, budget: Partial<SessionBudget>, unitBytes: number): void {
  for (const peerId of ["100000001", "100000001", "100000002"])
    traffic.open(unitBytes, unitBytes, false, admission(budget, peerId));
}

describe("[CL-35] limits as a tree, each direction within 5 %", () => {
  for (const unitBytes of [1_000, 65_536]) {
    const pieces = `in pieces of ${unitBytes} bytes`;

    it(`session: the smaller of SINGLE_BANDWIDTH and the budget's, ${pieces}`, () => {
      for (const [singleMbps, budgetMbps, allowed] of [
        [16, 4, 4],
        [4, 16, 4],
      ] as const) {
        using traffic = new Traffic({ singleMbps });
        traffic.open(unitBytes, unitBytes, false, admission({ sessionBps: budgetMbps * MEGABIT }));
        traffic.measure(1);
        for (const measured of traffic.measure(20)) assertWithin(measured, allowed);
      }
    });

    it(`device: all its sessions together, another device has its own, ${pieces}`, () => {
      using traffic = new Traffic({ singleMbps: 64 });
      openThree(traffic, { deviceBps: 6 * MEGABIT }, unitBytes);
      traffic.measure(1);
      const [one = 0, other = 0, third = 0] = traffic.measureEach(20);
      assertWithin(one + other, 12);
      assertWithin(third, 12);
      for (const measured of traffic.measure(20)) assertWithin(measured, 12);
    });

    it(`tenant: all its sessions together, another tenant has its own, ${pieces}`, () => {
      using traffic = new Traffic({ singleMbps: 64 });
      openThree(traffic, { tenantBps: 12 * MEGABIT }, unitBytes);
      const other = admission({ tenantBps: 8 * MEGABIT }, "200000001", tenantId("other"));
      traffic.open(unitBytes, unitBytes, false, other);
      traffic.measure(1);
      for (const measured of traffic.measure(20)) assertWithin(measured, 20);
      assertWithin(traffic.measureEach(20)[3] ?? 0, 16);
    });

    it(`relay: TOTAL_BANDWIDTH over tenants and those of nobody, ${pieces}`, () => {
      using traffic = new Traffic({ singleMbps: 64, totalMbps: 10 });
      openThree(traffic, { tenantBps: 20 * MEGABIT }, unitBytes);
      traffic.open(unitBytes);
      traffic.measure(1);
      for (const measured of traffic.measure(20)) assertWithin(measured, 10);
    });

    it(`cluster: this relay's share of it, ${pieces}`, () => {
      using traffic = new Traffic({ singleMbps: 64 });
      traffic.bandwidth.limitCluster(30 * MEGABIT, traffic.clock.now());
      openThree(traffic, {}, unitBytes);
      const share = (mbps: number) => ({ name: "cluster", shareBps: mbps * MEGABIT, sessionsElsewhere: 0 });
      traffic.bandwidth.share({ relays: 3, shares: [share(12)] }, traffic.clock.now());
      traffic.measure(1);
      for (const measured of traffic.measure(20)) assertWithin(measured, 12);
      traffic.bandwidth.share({ relays: 3, shares: [share(24)] }, traffic.clock.now());
      traffic.measure(1);
      for (const measured of traffic.measure(20)) assertWithin(measured, 24);
    });
  }

  it("all levels at once: the narrowest counts, one after the other", () => {
    using traffic = new Traffic({ singleMbps: 8, totalMbps: 20 });
    traffic.bandwidth.limitCluster(30 * MEGABIT, traffic.clock.now());
    openThree(traffic, { deviceBps: 10 * MEGABIT, tenantBps: 14 * MEGABIT }, 16_384);
    traffic.measure(1);
    for (const measured of traffic.measure(20)) assertWithin(measured, 14);
  });

  it("changed terms hold for sessions that run: session, device and tenant", () => {
    using traffic = new Traffic({ singleMbps: 64 });
    openThree(traffic, {}, 16_384);
    const { bandwidth, clock } = traffic;
    for (const [budget, allowed] of [
      [{ sessionBps: 4 * MEGABIT }, 12],
      [{ deviceBps: 5 * MEGABIT }, 10],
      [{ tenantBps: 7 * MEGABIT }, 7],
      [{ sessionBps: 16 * MEGABIT }, 48],
    ] as const) {
      const terms = { tenant: acme, budget: { ...unlimitedBudget, ...budget }, suspended: false };
      bandwidth.tenants.setTerms([terms], clock.now());
      traffic.enforce();
      traffic.measure(2);
      for (const measured of traffic.measure(20)) assertWithin(measured, allowed);
    }
  });

  it("a share that rises is used at once, also by whoever pauses at the old one", () => {
    using traffic = new Traffic({ singleMbps: 64 });
    traffic.open(524_288, 0, false, admission({ tenantBps: 20 * MEGABIT }));
    const share = (bps: number) => ({ name: "tenant:acme", shareBps: bps, sessionsElsewhere: 0 });
    traffic.bandwidth.share({ relays: 2, shares: [share(0)] }, traffic.clock.now());
    traffic.measure(10);
    traffic.bandwidth.share({ relays: 2, shares: [share(20 * MEGABIT)] }, traffic.clock.now());
    traffic.measure(1);
    assertWithin(traffic.measure(5)[0], 20);
  });

  it("a device cannot shed its debt by opening its sessions anew", () => {
    using traffic = new Traffic({ singleMbps: 64 });
    const terms = admission({ deviceBps: MEGABIT });
    let bytes = 0;
    for (let n = 0; n < 100; n += 1) {
      traffic.open(1_000, 0, false, terms);
      traffic.measure(0.1);
      const session = traffic.sessions.at(-1)?.session;
      session?.kick();
      session?.leave(traffic.clock.now());
      bytes += session?.forward.meter.bytes ?? 0;
    }
    // Its first piece is let in before the pause.
    assertWithin((bytes * 8) / MEGABIT, 10 + (100 * 8_000) / MEGABIT, 0.1);
  });
});

describe("[CL-35] sessions under one limit are treated alike", () => {
  for (const [one, other] of [
    [65_536, 65_536],
    [65_536, 1_000],
    [1_000, 262_144],
  ] as const) {
    it(`also when one sends pieces of ${one} bytes and the other of ${other}`, () => {
      using traffic = new Traffic({ singleMbps: 64 });
      for (const unitBytes of [one, other]) traffic.open(unitBytes, 0, false, admission({ tenantBps: 16 * MEGABIT }));
      traffic.measure(2);
      for (const measured of traffic.measureEach(30)) assertWithin(measured, 8, 0.1);
    });
  }
});
