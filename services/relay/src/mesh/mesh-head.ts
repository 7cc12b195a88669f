import { isIP } from "node:net";
import type { Transport } from "@fairlead/net";
import { isSessionUuid } from "@fairlead/protocol";
import { encodeFrame } from "@fairlead/wire";

/** Of whom the bytes are that follow, as the relay saw them that the client dialled [CL-38]. */
export interface MeshClaims {
  readonly uuid: string;
  readonly ip: string;
  readonly port: number;
  readonly transport: Transport;
  readonly controlling: boolean;
}
export interface MeshHead {
  readonly claims: MeshClaims;
  readonly proof: string;
}

/** In bytes; a uuid has 128 at most. */
export const MAX_HEAD_BYTES = 2048;
const VERSION = 1;
const TRANSPORTS: readonly string[] = ["tcp", "ws", "wss"] satisfies Transport[];

/** The first frame of a mesh connection: JSON. */
export function writeMeshHead({ claims, proof }: MeshHead): Buffer {
  return encodeFrame(Buffer.from(JSON.stringify({ v: VERSION, ...claims, proof })));
}

/** `undefined` for garbage and for a later version: a relay that was taken over says what it likes, too. */
export function readMeshHead(payload: Uint8Array): MeshHead | undefined {
  try {
    const { v, uuid, ip, port, transport, controlling, proof } = JSON.parse(Buffer.from(payload).toString("utf8"));
    const isText = [uuid, ip, transport, proof].every((one) => typeof one === "string");
    if (v !== VERSION || !isText || !isSessionUuid(uuid) || typeof controlling !== "boolean") return undefined;
    if (isIP(ip) === 0 || !Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return TRANSPORTS.includes(transport) ? { claims: { uuid, ip, port, transport, controlling }, proof } : undefined;
  } catch {
    // Not JSON, or not an object: what else it is does not matter.
    return undefined;
  }
}
