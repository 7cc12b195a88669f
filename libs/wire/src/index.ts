/**
 * Floor 1: bytes to messages and back, pure. Owns the frame codec, address mangling with the routing tag, the messages, field-level editing, Ed25519
 * signing and the record layer, key and config strings. Does not own sockets or policy.
 */
export * from "./address-mangling.ts";
export * from "./bus-codec.ts";
export * from "./bus-messages.ts";
export * from "./cidr-list.ts";
export * from "./config-string.ts";
export * from "./ed25519.ts";
export * from "./errors.ts";
export * from "./field-editor.ts";
export * from "./frame-codec.ts";
export * from "./id-pk.ts";
export * from "./key-argument.ts";
export * from "./key-exchange.ts";
export * from "./message-body.ts";
export * from "./message-types.ts";
export * from "./messages.ts";
export * from "./register-peer-view.ts";
export * from "./relay-address.ts";
export * from "./routing-tag.ts";
export * from "./secure-channel.ts";
export * from "./socket-address.ts";
export * from "./x25519.ts";
