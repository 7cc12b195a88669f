import { once } from "node:events";
import { connect } from "node:net";
import { ManualClock } from "@fairlead/testkit";
import { encodeFrame } from "@fairlead/wire";
import { RelayThread, relaySettingsDefaults } from "../../src/index.ts";
import { firstMessage } from "./relay-under-test.ts";

/** A process whose relay is closed while it carries sessions; its log is on stderr. */
const at = { port: 0, bind: "127.0.0.1" };
const thread = await RelayThread.start(new ManualClock(), {
  settings: { ...relaySettingsDefaults, tcp: at, ws: at },
  admissionRequired: false,
  log: { level: "info", format: "json" },
});
for (const uuid of ["one", "two", "three"]) {
  const legs = [connect(thread.tcpPort, "127.0.0.1"), connect(thread.tcpPort, "127.0.0.1")];
  for (const leg of legs) {
    leg.on("error", () => undefined);
    leg.write(encodeFrame(firstMessage({ uuid })));
  }
  legs[0]?.write("x");
  const [, other] = legs;
  if (other !== undefined) await once(other, "data");
}
await thread[Symbol.asyncDispose]();
