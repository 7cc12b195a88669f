import type { FleetShape } from "../udp-fleet.ts";

const IDS_PER_ADDRESS = 200;

/** The devices of one node: 200 behind each address, one socket each, and none that another node has. */
export const fleetShape = (node: number, count: number): FleetShape => ({
  first: node * Math.ceil(count / IDS_PER_ADDRESS) * IDS_PER_ADDRESS,
  count,
  idsPerSocket: IDS_PER_ADDRESS,
  socketsPerAddress: 1,
});
