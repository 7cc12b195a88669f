import { peerId } from "@fairlead/base";
import type { LocatedPeer, PeerIdentity, PeerLocation } from "@fairlead/cluster";

export function device(id: string, machine = "machine-1"): PeerIdentity {
  return { id: peerId(id), uuid: Buffer.from(machine), pk: Buffer.alloc(32, 7), registeredIp: "198.51.100.9" };
}

export function placeAt(slot: number, epoch = "first"): PeerLocation {
  return { owner: { slot, epoch }, transport: "udp", address: { ip: "203.0.113.7", port: 40_001 } };
}

export const located = (identity: PeerIdentity, at: PeerLocation): LocatedPeer => ({ ...identity, at });
