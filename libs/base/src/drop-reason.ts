/**
 * Every way to lose a message, a connection or a byte has a name here, and each name is a label of `fairlead_drops_total`. Nothing is lost
 * anonymously. Names say what was wrong, not what was done about it. Keep them sorted.
 */
export const DROP_REASONS = {
  aborted: "a relayed session ended by an operator or by a server that stops",
  accept_limit: "more connections than the listener may hold",
  address_limit: "more connections from one address than it may hold",
  admission_used: "a pair whose admission another relay has used",
  bad_frame: "bytes that are not a frame, or a record that does not decrypt",
  bad_message: "a frame that is not a message, or a message with impossible fields",
  bad_peer_id: "an id that may not be registered or chosen",
  bad_proxy_header: "a PROXY protocol header that does not parse",
  bad_request: "an HTTP request head that does not parse, is too long or is no upgrade",
  blocked: "the address is on the block list",
  bus_down: "no way to the node: its stream is down and there is no fall-back",
  bus_forbidden: "a message that its sender's role may not say, or its receiver's may not hear",
  bus_full: "more messages for a node than may wait",
  bus_repeated: "a bus message that came twice or late",
  bus_unknown_kind: "a bus message of a later release",
  bus_unknown_node: "a bus message for a node that has no lease",
  duplicate_reply: "a second copy of a reply that was delivered",
  frame_too_long: "a frame announced more than its cap",
  id_taken: "a chosen id that another device has",
  idle: "silent for longer than its phase allows",
  lease_unproven: "the node may not speak for its devices at this moment",
  lookup_limit: "an admission not looked for: too many are",
  mesh_down: "the relay that joins the session is not reached",
  no_partner: "a relay leg whose partner did not come in time",
  no_relay: "a relay answer that names no relay, and none is configured",
  not_brokered: "a relay leg whose uuid no rendezvous brokered",
  not_secured: "a message that needs the key exchange came without it",
  offline_peer: "a request for a device that is not online",
  over_capacity: "a session above what the relay may carry",
  over_quota: "more bytes than the session may carry",
  rate_limited: "the source asked more often than it may",
  send_failed: "the kernel refused to send",
  session_limit: "more sessions of a tenant at one time than it may have",
  slow_reader: "the receiver does not read and its queue is full",
  store_unavailable: "what it hangs on is in a store that did not answer",
  suspended: "the tenant is suspended",
  table_full: "a bounded table is full",
  tls_failed: "a TLS handshake that failed",
  too_many_ids: "more ids in one online query than the cap",
  unexpected_message: "a message that this port does not take",
  unknown_peer: "a request for an id that nobody registered",
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
