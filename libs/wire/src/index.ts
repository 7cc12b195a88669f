/**
 * Floor 1: bytes to messages and back, pure. Owns the frame codec, address mangling with the routing tag, the messages, field-level editing, Ed25519
 * signing and the record layer, key and config strings. Does not own sockets or policy.
 */
export * from "./message-types.ts";
export * from "./socket-address.ts";
