import type { BusSealer, NodeRole, NodeView, TlsMaterial } from "@fairlead/cluster";
import type { BusMessageOf, NodeRef } from "@fairlead/wire";
import type { ChannelCredentials, ServerCredentials } from "@grpc/grpc-js";

export type Hello = BusMessageOf<"hello">;
/** Why somebody is not trusted, in words for people. */
export interface Distrust {
  readonly distrust: string;
}
/** What a client's hello brings: its own words, and its TLS certificate (DER) if it has one. */
export interface Introduction {
  readonly hello: Hello;
  readonly certificate: Uint8Array | undefined;
}

/** How nodes prove to each other who they are. Two kinds: certificates of one authority, or a shared secret. Everything is synchronous and never throws. */
export interface BusTrust extends Disposable {
  /** For pub/sub, where there is no TLS. */
  readonly sealer: BusSealer;
  readonly server: ServerCredentials;
  /** As it is now; `watch` hears of each change, and then `card` has changed too. */
  material(): TlsMaterial;
  /** What others need to trust this node: the text of `NodeCard.trust`. */
  card(): string;
  /** Takes nobody but this node for it. */
  dial(to: NodeView): ChannelCredentials | Distrust;
  /** The certificate (PEM) that its TLS must show; `undefined`: any of the authority, of its role. */
  pin(to: NodeView): string | undefined | Distrust;
  /** What a hello to this node carries. */
  prove(to: NodeView, self: NodeRef): { readonly nonce: Uint8Array; readonly proof: Uint8Array };
  /** The role of whoever introduces itself. */
  admit(introduction: Introduction): NodeRole | Distrust;
  /** What an operator should do something about, or `undefined`. */
  complaint(): string | undefined;
  watch(listener: () => void): Disposable;
}
