/**
 * Every way to lose a message, a connection or a byte has a name here, and each name is a label of `fairlead_drops_total`. Nothing is lost
 * anonymously. Names say what was wrong, not what was done about it. Keep them sorted.
 */
export const DROP_REASONS = {
  accept_limit: "more connections than the listener may hold",
  address_limit: "more connections from one address than it may hold",
  bad_frame: "bytes that are not a frame, or a record that does not decrypt",
  bad_message: "a frame that is not a message, or a message with impossible fields",
  bad_proxy_header: "a PROXY protocol header that does not parse",
  blocked: "the address is on the block list",
  duplicate_reply: "a second copy of a reply that was delivered",
  frame_too_long: "a frame announced more than its cap",
  idle: "silent for longer than its phase allows",
  not_brokered: "a relay leg whose uuid no rendezvous brokered",
  not_secured: "a message that needs the key exchange came without it",
  rate_limited: "the source asked more often than it may",
  send_failed: "the kernel refused to send",
  slow_reader: "the receiver does not read and its queue is full",
  table_full: "a bounded table is full",
  unexpected_message: "a message that this port does not take",
  unmatched_reply: "a reply that matches no waiting request",
  unverified_source: "a message from an address that has not proven itself",
  wrong_key: "the licence key is not one of ours",
} as const;

export type DropReason = keyof typeof DROP_REASONS;

/** Counts losses by name; one per process, handed down from the top. */
export interface DropCounter {
  drop(reason: DropReason): void;
}

/** Counts nothing; for callers that were given no counter. */
export const uncountedDrops: DropCounter = { drop: () => undefined };
