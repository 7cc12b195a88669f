import { MemoryAdmissions } from "@fairlead/cluster";
import { admissionsContract } from "@fairlead/cluster/testing";
import { ManualClock } from "@fairlead/testkit";
import { RelayThread, relaySettingsDefaults } from "../src/index.ts";
import { ReportingAdmissions } from "../src/worker/reporting-admissions.ts";

admissionsContract("the relay's own, reporting", () => {
  const clock = new ManualClock();
  const admissions = new ReportingAdmissions(new MemoryAdmissions(clock), { onConsumed: () => undefined });
  return { admissions, pass: async (ms) => clock.advance(ms) };
});

admissionsContract("the channel to the relay's thread", async () => {
  const clock = new ManualClock();
  const at = { port: 0, bind: "127.0.0.1" };
  const thread = await RelayThread.start(clock, {
    settings: { ...relaySettingsDefaults, tcp: at, ws: at },
    admissionRequired: true,
    log: { level: "off", format: "json" },
  });
  return {
    admissions: thread.admissions,
    pass: async (ms) => clock.advance(ms),
    close: () => thread[Symbol.asyncDispose](),
  };
});
