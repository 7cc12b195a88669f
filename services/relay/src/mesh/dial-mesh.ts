import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";
import type { Clock } from "@fairlead/base";
import type { MeshClaims } from "./mesh-head.ts";
import { writeMeshHead } from "./mesh-head.ts";
import { MeshLeg } from "./mesh-leg.ts";
import type { MeshPeer } from "./mesh-peer.ts";
import type { MeshTrust } from "./mesh-trust.ts";

const DIAL_TIMEOUT_MS = 5000;

/** A connection to the relay that joins this client's session, its first frame said. Rejects when that relay is not reached in time, or is another. */
export async function dialMesh(clock: Clock, trust: MeshTrust, peer: MeshPeer, claims: MeshClaims): Promise<MeshLeg> {
  const socket = open(trust, peer);
  socket.on("error", () => undefined);
  try {
    await once(socket, "secureConnect", { signal: clock.deadline(DIAL_TIMEOUT_MS) });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  socket.write(writeMeshHead({ claims, proof: trust.prove(peer, claims) }));
  return new MeshLeg(socket);
}

function open(trust: MeshTrust, peer: MeshPeer): TLSSocket {
  const at = peer.address.lastIndexOf(":");
  const host = peer.address.slice(0, at).replace(/^\[(.*)\]$/, "$1");
  const halfOpen = { allowHalfOpen: true } as object;
  return connect({
    ...halfOpen,
    host,
    port: Number(peer.address.slice(at + 1)),
    servername: "",
    ...trust.client(peer),
  });
}
