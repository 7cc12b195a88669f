import type { RendezvousMessage } from "@fairlead/wire";
import type { Session } from "./session.ts";

/** Handles one message of a connection. A promise keeps the next message waiting. */
export type StreamHandler = (session: Session, message: RendezvousMessage) => Promise<void> | undefined;
