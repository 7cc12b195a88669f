import { randomInt } from "node:crypto";
import { liveClock, liveRandom, type Session, SimulatedClient, type SimulatedClientOptions } from "@fairlead/testkit";
import { farEnd } from "./far-end.ts";
import { STEADY_TIMINGS } from "./patient-timings.ts";
import type { TestServer } from "./test-server.ts";

export const clock = liveClock();
export const random = liveRandom();

/** An id that no other test uses. */
export function newId(): string {
  return String(100_000_000 + randomInt(899_999_999));
}

/** A client of this server, on a host of its own and patient unless told. The caller disposes it. */
export async function clientOf(
  server: TestServer,
  options: Partial<SimulatedClientOptions> = {},
): Promise<SimulatedClient> {
  const defaults = {
    rendezvous: server.rendezvous,
    key: await server.publicKey(),
    id: newId(),
    localAddress: options.localAddress ?? server.hosts.next(),
    timings: STEADY_TIMINGS,
  };
  return new SimulatedClient({ clock, random }, { ...defaults, ...options });
}

/** Registered before it resolves. */
export async function registeredClientOf(
  server: TestServer,
  options: Partial<SimulatedClientOptions> = {},
): Promise<SimulatedClient> {
  const client = await clientOf(server, options);
  await client.register();
  return client;
}

/** Both ends of a session that was opened from one client to another; throws with A's text when there is none. */
export async function sessionBetween(
  a: SimulatedClient,
  b: SimulatedClient,
  wish: Parameters<SimulatedClient["connect"]>[1] = {},
): Promise<{ readonly a: Session; readonly b: Session }> {
  const outcome = await a.connect(b.id, wish);
  if (outcome.kind === "failed") {
    const why = b.device.failures.map((error) => error.message).join("; ");
    throw new Error(`no session: ${outcome.text}${why === "" ? "" : ` (device: ${why})`}`);
  }
  return { a: outcome.session, b: await farEnd(b, outcome.session.uuid) };
}
