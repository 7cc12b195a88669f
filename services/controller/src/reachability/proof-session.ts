import type { Clock, Random } from "@fairlead/base";
import { dial, type Endpoint, type PayloadStream, relayLegMessage } from "@fairlead/client";
import { encodeMessage } from "@fairlead/wire";

export interface SessionPorts {
  readonly clock: Clock;
  readonly random: Random;
}
export interface SessionSettings {
  /** What clients are configured with; empty where relays ask for none. */
  readonly licenceKey: string;
  readonly connectMs: number;
  /** From the connection on: for both legs to meet, and for a nonce each way. */
  readonly meetMs: number;
  /** Certificates (PEM) to trust for wss instead of the system's. */
  readonly ca?: string | undefined;
}

/** 96 bits nobody guesses; a relay carries 16 bytes each way of a probe, so that probes are no way to relay anything. */
const NONCE_BYTES = 12;

/** One end of a proof's session. Rejects with `ConnectFailedError`. */
export async function openProofLeg(
  ports: SessionPorts,
  settings: SessionSettings,
  { endpoint, uuid }: { readonly endpoint: Endpoint; readonly uuid: string },
): Promise<PayloadStream> {
  const { connectMs, ca, licenceKey } = settings;
  const options = { clock: ports.clock, deadlineMs: connectMs, ...(ca === undefined ? {} : { ca }) };
  const leg = await dial(endpoint, options);
  leg.send(encodeMessage({ kind: "requestRelay", body: relayLegMessage({ uuid, licenceKey, id: "" }) }));
  return leg;
}

/** Whether what one says the other hears, both ways: nobody can who is not the one process in between. Never rejects. */
export async function legsMeet(
  { random }: SessionPorts,
  one: PayloadStream,
  other: PayloadStream,
  deadlineMs: number,
): Promise<boolean> {
  const [there, back] = [Buffer.from(random.bytes(NONCE_BYTES)), Buffer.from(random.bytes(NONCE_BYTES))];
  one.send(there);
  other.send(back);
  const [heardThere, heardBack] = await Promise.all([hear(other, deadlineMs), hear(one, deadlineMs)]);
  return there.equals(heardThere) && back.equals(heardBack);
}

/** Empty when the leg stayed silent or ended: nobody joined it. Why is asked afterwards. */
async function hear(leg: PayloadStream, deadlineMs: number): Promise<Buffer> {
  return await leg.receive(deadlineMs).catch(() => Buffer.alloc(0));
}
