import type { DropReason } from "@fairlead/base";
import type { ConnectionListener, Opening, PausableConnection } from "@fairlead/net";
import { decodeMessage, encodeMessage, type OutgoingMessage, type SocketAddress } from "@fairlead/wire";
import type { PresentPeer, PushChannel } from "../presence/present-peer.ts";
import type { Requester } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import { Inbox } from "./inbox.ts";
import type { KeptAlive } from "./keep-alives.ts";
import { RecordLayer } from "./record-layer.ts";
import type { Registrant } from "./registrant.ts";
import type { StreamHandler } from "./stream-handler.ts";
import { synthesizeAddress } from "./synthetic-port.ts";

/** Which port a connection came to. */
export type SessionPlace = "mainPort" | "natTestPort" | "webSocket";

const HEARTBEAT = new Uint8Array(0);
/** No datagram comes from here: a heartbeat by UDP never refreshes a connection's registration. */
const NO_DATAGRAMS: SocketAddress = { ip: "", port: -1 };

/**
 * One client connection, from its first message to its end. Opens and seals records, takes messages one at a time and in order, and ties to the connection what
 * must end with it: the requests it waits for, the device it registered, its heartbeats.
 */
export class Session implements ConnectionListener, Requester, Registrant, PushChannel, KeptAlive {
  readonly place: SessionPlace;
  readonly workings: Workings;
  readonly #connection: PausableConnection;
  readonly #handle: StreamHandler<Session>;
  readonly #records = new RecordLayer();
  readonly #inbox: Inbox;
  #controlling: SocketAddress | undefined;
  #peer: PresentPeer | undefined;
  #gone = false;
  #onEnded: (() => void) | undefined;

  constructor(
    connection: PausableConnection,
    opening: Opening,
    place: SessionPlace,
    workings: Workings,
    handle: StreamHandler<Session>,
  ) {
    this.#connection = connection;
    this.place = place;
    this.workings = workings;
    this.#handle = handle;
    this.#inbox = new Inbox(connection, workings.ports.logger, workings.gate, (payload) => this.#take(payload));
    if (opening === "silence") this.#speakFirst();
  }

  get transport(): PausableConnection["transport"] {
    return this.#connection.transport;
  }

  get address(): SocketAddress {
    return this.#connection.remote;
  }

  /** Whoever stands in between told it, or nobody does. */
  get portKnown(): boolean {
    return this.#connection.portKnown;
  }

  get kernelAddress(): SocketAddress {
    return NO_DATAGRAMS;
  }

  get channel(): PushChannel {
    return this;
  }

  get gone(): boolean {
    return this.#gone || this.#connection.closed;
  }

  get lastReceivedMs(): number {
    return this.#connection.lastReceivedMs;
  }

  get unfinishedSinceMs(): number | undefined {
    return this.#connection.unfinishedSinceMs;
  }

  /** A key exchange has completed: what is said here, nobody on the way reads. */
  get keyed(): boolean {
    return this.#records.keyed;
  }

  get controlling(): SocketAddress {
    this.#controlling ??= this.#connection.portKnown
      ? this.address
      : synthesizeAddress(this.address.ip, this.workings.ports.random, this.workings.waiting);
    return this.#controlling;
  }

  message(payload: Buffer): void {
    this.#inbox.push(payload);
  }

  ended(): void {
    this.#gone = true;
    this.workings.keepAlives.delete(this);
    this.workings.waiting.leave(this);
    this.#leave();
    this.#onEnded?.();
  }

  /** False when the connection is over. */
  answer(payload: Uint8Array): boolean {
    return !this.gone && this.#connection.send(this.#records.seal(payload));
  }

  send(message: OutgoingMessage): boolean {
    return this.answer(encodeMessage(message));
  }

  push(payload: Uint8Array): boolean {
    return this.answer(payload);
  }

  registered(peer: PresentPeer): void {
    if (this.#peer?.id !== peer.id) this.#leave();
    this.#peer = peer;
    this.keepAlive();
  }

  /** From now on the connection lives as long as its client echoes heartbeats [KA-1] [KA-2]. No other connection hears one [SE-2]. */
  keepAlive(onEnded?: () => void): void {
    this.#onEnded ??= onEnded;
    this.#connection.setMessageDeadline(undefined);
    this.workings.keepAlives.add(this);
  }

  beat(): void {
    this.#connection.send(HEARTBEAT);
    if (this.#peer !== undefined) this.#keepPresent(this.#peer);
  }

  lost(): void {
    this.workings.keepAlives.delete(this);
    this.#leave();
    this.#connection.destroy("idle");
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.#connection.end();
  }

  close(): void {
    this.end();
  }

  /** Ends the connection because of what the client sent [SE-3]. */
  refuse(reason: DropReason): void {
    this.workings.ports.drops.drop(reason);
    this.#connection.end();
  }

  /** [KX-1] The client has been silent: it may be one that waits for us. */
  #speakFirst(): void {
    const offer = this.workings.offers.get();
    if (offer === undefined) return;
    this.#records.offered(offer);
    this.#connection.send(offer.payload);
    this.workings.metrics.keyExchange("offered");
  }

  #take(payload: Buffer): Promise<void> | undefined {
    const clear = this.#records.open(payload);
    if (clear === undefined) return void this.#connection.destroy("bad_frame");
    if (clear.length === 0) return void this.#takeHeartbeat();
    const message = decodeMessage(clear);
    if (message === undefined) return void this.refuse("bad_message");
    if (message.kind === "keyExchange") return void this.#takeKeyExchange(message.body.keys);
    this.#records.declined();
    return this.#handle(this, message);
  }

  /** [FR-2] An echo, or an empty frame where none is due. */
  #takeHeartbeat(): void {
    if (!this.workings.keepAlives.has(this)) this.refuse("unexpected_message");
  }

  /** [KX-3] */
  #takeKeyExchange(keys: readonly Uint8Array[]): void {
    const accepted = this.#records.accept(keys);
    this.workings.metrics.keyExchange(accepted ? "completed" : "failed");
    if (!accepted) return void this.refuse("bad_message");
    this.#connection.setMaxPayload(this.workings.settings.bounds.maxKeyedPayloadBytes);
  }

  /** [KA-3] A newer registration took this one's place and is gone again: only the client itself can come back. */
  #keepPresent(peer: PresentPeer): void {
    const { presence, ports } = this.workings;
    if (presence.table.touchPeer(peer, ports.clock.now()) || presence.find(peer.id) !== undefined) return;
    this.send({ kind: "registerPeerResponse", body: { requestPk: true } });
  }

  #leave(): void {
    if (this.#peer !== undefined) this.workings.presence.leave(this.#peer);
    this.#peer = undefined;
  }
}
