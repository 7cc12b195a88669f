import type { PayloadStream } from "@fairlead/client";

/** How the two ends of a session reached each other. */
export type SessionPath = "direct" | "sameLan" | "udp" | "relay";

/** An open session; payloads belong to whoever holds it. Both ends have already exchanged the controlled side's greeting. */
export interface Session {
  readonly path: SessionPath;
  readonly stream: PayloadStream;
  /** The relay and uuid as this side dialled them; empty on other paths. */
  readonly relayServer: string;
  readonly uuid: string;
  /** The controlling side verified the device's key through the server's signature. */
  readonly trusted: boolean;
}
