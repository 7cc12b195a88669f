import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

/** Where the HTTPS front hands connections on to the parts behind it. */
export interface InternalSockets {
  readonly rendezvousPath: string;
  readonly relayPath: string;
}

/** Paths in a new folder that only this user may enter; gone when the server ends. */
export async function makeInternalSockets(
  temporaryDir: string,
  started: AsyncDisposableStack,
): Promise<InternalSockets> {
  const folder = await mkdtemp(join(temporaryDir, "fairlead-front-"));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  return { rendezvousPath: join(folder, "id"), relayPath: join(folder, "relay") };
}
