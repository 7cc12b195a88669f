import { createHash } from "node:crypto";
import type { ClientIdentity } from "../client-identity.ts";

/** The doctor's two clients: the same two for the same machine every time, so that visits do not fill the server's store. */
export function doctorIdentities(machineId: string): readonly [ClientIdentity, ClientIdentity] {
  return [identity(machineId, "controller"), identity(machineId, "device")];
}

function identity(machineId: string, role: string): ClientIdentity {
  const digest = (purpose: string): Buffer =>
    createHash("sha256").update(`fairlead doctor ${role} ${purpose} ${machineId}`).digest();
  return {
    // Ten digits, above the ids that clients make from a machine's number.
    id: String(2_000_000_000 + (digest("id").readUInt32LE(0) % 2_000_000_000)),
    uuid: Buffer.from(digest("uuid").toString("hex").slice(0, 32)),
    pk: digest("pk"),
  };
}
