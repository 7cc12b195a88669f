import type { Session, SimulatedClient } from "@fairlead/testkit";

const PASSED_AT_MOST = 1000;

/** The device's end of this very session (empty `uuid`: of one that is not relayed); those of tries that came to nothing are passed over. Rejects when it does not come. */
export async function farEnd(device: SimulatedClient, uuid: string, timeoutMs = 20_000): Promise<Session> {
  for (let passed = 0; passed < PASSED_AT_MOST; passed += 1) {
    const session = await device.nextSession(timeoutMs);
    if (session.uuid === uuid) return session;
    session.stream.destroy();
  }
  throw new Error(`the device has ${PASSED_AT_MOST} other sessions, and not ${uuid}`);
}
