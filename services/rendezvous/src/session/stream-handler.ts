import type { RendezvousMessage } from "@fairlead/wire";

/** Handles one message of a connection. A promise keeps the next message waiting. */
export type StreamHandler<Connection> = (
  connection: Connection,
  message: RendezvousMessage,
) => Promise<void> | undefined;
