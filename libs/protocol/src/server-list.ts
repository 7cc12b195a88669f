import type { ConfigUpdate, TestNatRequest, TestNatResponse } from "@fairlead/wire";

/** The list of rendezvous servers that clients are told. Serial 0: there is none. */
export interface ServerList {
  readonly serial: number;
  readonly servers: readonly string[];
}

/**
 * [CU-1] What follows a RegisterPeerResponse. Only to a source that proved itself: the list is larger than the heartbeat that asked for it, and a source
 * can be forged.
 */
export function configUpdateFor(clientSerial: number, list: ServerList, verified: boolean): ConfigUpdate | undefined {
  if (!verified || list.serial <= clientSerial) return undefined;
  return { serial: list.serial, rendezvousServers: list.servers };
}

/** Where a NAT test arrived: the ports are tested by comparing their answers, and only the main one tells the list. */
export type NatTestPlace = "mainPort" | "natTestPort" | "udp";

/** [NT-1] [NT-2] [NT-3] The source port as seen. Never the list over UDP, where the asker is anybody. */
export function answerTestNat(
  request: TestNatRequest,
  place: NatTestPlace,
  sourcePort: number,
  list: ServerList,
): TestNatResponse {
  const cu = place === "mainPort" ? configUpdateFor(request.serial, list, true) : undefined;
  return cu === undefined ? { port: sourcePort } : { port: sourcePort, cu };
}
