import type { Clock } from "@fairlead/base";
import type { ConnectOutcome, SimulatedClient } from "@fairlead/testkit";

/** What a client does not try again by itself (cl client.rs, by the text on the screen). */
const FINAL_TEXTS = [
  "offline",
  "not exist",
  "handshake",
  "failed",
  "resolve",
  "mismatch",
  "manually",
  "restricted",
  "incoming only",
  "not allowed",
] as const;
const MAX_TRIES = 3;

export interface Attempt {
  readonly kind: string;
  readonly startedMs: number;
  readonly tookMs: number;
  /** More than one: the connection it asked by broke, and the client asked again by itself. */
  readonly tries: number;
  /** What the user read; `undefined` = a session came up and the device spoke. */
  readonly failure: string | undefined;
  /** The relay it went by. */
  readonly relay: string;
}

/** One wish of a user, with the client's own retries. `make` gives a new client for it. */
export async function attempt(
  time: Pick<Clock, "now">,
  kind: string,
  make: () => SimulatedClient,
  deviceId: string,
): Promise<Attempt> {
  const startedMs = time.now();
  const done = (tries: number, outcome: ConnectOutcome): Attempt => ({
    kind,
    startedMs,
    tookMs: time.now() - startedMs,
    tries,
    failure: outcome.kind === "failed" ? outcome.text : undefined,
    relay: outcome.kind === "connected" ? outcome.session.relayServer : "",
  });
  await using client = make();
  for (let tries = 1; ; tries += 1) {
    const outcome = await client.connect(deviceId, { forceRelay: true });
    if (outcome.kind === "connected") outcome.session.stream.destroy();
    if (outcome.kind === "connected" || tries === MAX_TRIES || isFinal(outcome.text)) return done(tries, outcome);
  }
}

function isFinal(text: string): boolean {
  return FINAL_TEXTS.some((final) => text.toLowerCase().includes(final));
}
