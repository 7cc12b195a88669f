import type { Clock, DropCounter } from "@fairlead/base";
import { maySay, type NodeRole } from "@fairlead/cluster";
import { type BusEnvelope, type BusMessage, decodeBusEnvelope, type NodeRef } from "@fairlead/wire";
import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import type { Distrust, Hello } from "../trust/bus-trust.ts";
import type { LinkSettings } from "./link-settings.ts";

export type LinkCall = ServerDuplexStream<Buffer, Buffer>;

export interface IncomingEvents {
  /** Proves who it is; the answer is our own hello, encoded, or why it is refused. */
  introduce(
    hello: Hello,
    certificate: Uint8Array | undefined,
  ): { readonly role: NodeRole; readonly answer: Buffer } | Distrust;
  heard(from: NodeRef, message: BusMessage): void;
  ended(): void;
}
interface Sender {
  readonly ref: NodeRef;
  readonly role: NodeRole;
}

/** What one node sends us. Before its hello is proven nothing is taken from it, and it has a deadline. */
export class IncomingStream {
  readonly #call: LinkCall;
  readonly #drops: DropCounter;
  readonly #events: IncomingEvents;
  readonly #deadline: Disposable;
  #sender: Sender | undefined;
  #over = false;

  constructor(
    call: LinkCall,
    ports: { readonly clock: Clock; readonly drops: DropCounter },
    settings: LinkSettings,
    events: IncomingEvents,
  ) {
    this.#call = call;
    this.#drops = ports.drops;
    this.#events = events;
    this.#deadline = ports.clock.after(settings.dialTimeoutMs, () => {
      if (this.#sender === undefined) this.refuse("no hello in time");
    });
    call.on("data", (bytes: Buffer) => this.#take(bytes));
    call.on("end", () => this.#finish());
    for (const ending of ["close", "cancelled", "error"]) call.on(ending, () => this.#end());
  }

  get from(): NodeRef | undefined {
    return this.#sender?.ref;
  }

  /** What it has proven. */
  get role(): NodeRole | undefined {
    return this.#sender?.role;
  }

  /** Ends it; the other side reads why. */
  refuse(details: string): void {
    if (this.#over) return;
    this.#call.emit("error", { code: status.PERMISSION_DENIED, details });
    this.#end();
  }

  #take(bytes: Buffer): void {
    if (this.#over) return;
    const envelope = decodeBusEnvelope(bytes);
    if (this.#sender === undefined) this.#meet(envelope);
    else if (envelope === undefined) this.#drops.drop("bus_unknown_kind");
    else if (envelope.message.kind === "hello") this.#drops.drop("bad_message");
    else if (!maySay(this.#sender.role, envelope.message.kind)) this.#drops.drop("bus_forbidden");
    else this.#events.heard(this.#sender.ref, envelope.message);
  }

  #meet(envelope: BusEnvelope | undefined): void {
    if (envelope?.message.kind !== "hello") return void this.refuse("the first message is no hello");
    const { slot, epoch } = envelope.message;
    const met = this.#events.introduce(envelope.message, this.#call.getAuthContext().sslPeerCertificate?.raw);
    if ("distrust" in met) return void this.refuse(met.distrust);
    this.#sender = { ref: { slot, epoch }, role: met.role };
    this.#deadline[Symbol.dispose]();
    this.#call.write(met.answer);
  }

  /** The other has said everything: it hears that we took it. */
  #finish(): void {
    if (!this.#over) this.#call.end();
    this.#end();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#deadline[Symbol.dispose]();
    this.#events.ended();
  }
}
