import type { SocketAddress } from "@fairlead/wire";

/** A peer whose last registration is this old is offline [PR-1]. */
export const OFFLINE_AFTER_MS = 30_000;

/** [PR-1] Monotonic times only: a jump of the wall clock takes nobody offline. */
export function isOnline(lastRegisteredMs: number | undefined, nowMs: number): boolean {
  return lastRegisteredMs !== undefined && nowMs - lastRegisteredMs < OFFLINE_AFTER_MS;
}

export type RegisterPeerDecision = "silent" | "requestPk" | "refresh";

/**
 * What a heartbeat gets [RP-1] [RP-2] [RP-3]. `registered` is where the peer last registered by RegisterPk over UDP, `undefined` for a peer that is not
 * present. Only `refresh` may change anything. Called for every heartbeat: it allocates nothing.
 */
export function decideRegisterPeer(
  id: string,
  registered: SocketAddress | undefined,
  source: SocketAddress,
): RegisterPeerDecision {
  if (id === "") return "silent";
  if (registered === undefined) return "requestPk";
  return registered.port === source.port && registered.ip === source.ip ? "refresh" : "requestPk";
}
