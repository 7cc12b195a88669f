import type { SocketAddress } from "./socket-address.ts";

/** A node at one of its lives: `slot` 0–1023 is its number in routing tags [AD-3], `epoch` is new each time it takes a lease. */
export interface NodeRef {
  readonly slot: number;
  readonly epoch: string;
}

/** What every `proto/bus.proto` message says, by kind. Absent text is empty, an absent number 0. */
export interface BusBodies {
  /** The first on a stream, in both directions. */
  readonly hello: NodeRef & {
    readonly role: string;
    readonly release: string;
    readonly proof: Uint8Array;
    readonly nonce: Uint8Array;
  };
  /** To the owner of a device: hand it `payload`, a whole rendezvous message. `slot`, `epoch`, `entry`: who waits for its reply. */
  readonly push: NodeRef & {
    readonly peerId: string;
    readonly payload: Uint8Array;
    readonly entry: number;
    readonly trace: string;
  };
  readonly pushFailed: { readonly entry: number; readonly peerId: string };
  /** To whoever holds the waiting request; `address` is the device's, as it was seen where its reply came in. */
  readonly reply: {
    readonly entry: number;
    readonly message: Uint8Array;
    readonly transport: string;
    readonly address: SocketAddress;
    readonly trace: string;
  };
  readonly replyFault: { readonly ip: string };
  /** Bits per second and direction; 0 = none of this kind. */
  readonly admit: {
    readonly uuid: string;
    readonly peerId: string;
    readonly fromIp: string;
    readonly purpose: string;
    readonly tenant: string;
    readonly sessionBps: number;
    readonly deviceBps: number;
    readonly tenantBps: number;
    readonly tenantSessions: number;
    readonly trace: string;
  };
  /** To the previous owner; `epoch` is that of the registration which is over. */
  readonly moved: { readonly peerId: string; readonly epoch: string };
  readonly call: { readonly seq: number; readonly words: readonly string[] };
  readonly answer: { readonly seq: number; readonly json: string };
  readonly echo: { readonly nonce: number };
  readonly echoed: { readonly nonce: number };
}

export type BusKind = keyof BusBodies;
/** One thing a node says to another. `kind` picks the fields. */
export type BusMessage = { [K in BusKind]: { readonly kind: K } & BusBodies[K] }[BusKind];
export type BusMessageOf<K extends BusKind> = Extract<BusMessage, { readonly kind: K }>;

/** `number` counts a sender's messages to one receiver, from 1; 0 = not counted. */
export interface BusEnvelope {
  readonly number: number;
  readonly message: BusMessage;
}
