import type { DropReason } from "@fairlead/base";

/** A frame of 128 KiB has room for some 1250 ids of the greatest length, 11 900 of 9 digits; an address book asks for hundreds. */
export const MAX_ONLINE_IDS = 4096;

export type OnlineDecision =
  | { readonly kind: "answer"; readonly states: Uint8Array }
  | { readonly kind: "end"; readonly reason: DropReason };

/** [OQ-1] [OQ-2] A client indexes the states without looking at their length, so an answer is whole or there is none. */
export function decideOnline(
  ids: readonly string[],
  isOnlineId: (id: string) => boolean,
  maxIds: number = MAX_ONLINE_IDS,
): OnlineDecision {
  if (ids.length > maxIds) return { kind: "end", reason: "too_many_ids" };
  return { kind: "answer", states: onlineStates(ids, isOnlineId) };
}

/** [OQ-1] One bit for each id, most significant bit first, in ⌈n/8⌉ bytes. */
export function onlineStates(ids: readonly string[], isOnlineId: (id: string) => boolean): Uint8Array {
  const states = new Uint8Array(Math.ceil(ids.length / 8));
  for (const [index, id] of ids.entries()) {
    const byte = index >> 3;
    if (isOnlineId(id)) states[byte] = (states[byte] ?? 0) | (0x80 >> (index & 7));
  }
  return states;
}
