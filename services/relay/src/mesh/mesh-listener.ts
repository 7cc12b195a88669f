import { createServer, type Server, type TLSSocket } from "node:tls";
import { type Clock, type DropCounter, type DropReason, errorMessage, type Logger, sessionUuid } from "@fairlead/base";
import { bindServer, type ListenAddress } from "@fairlead/net";
import { FrameDecoder } from "@fairlead/wire";
import type { ArrivedLeg } from "../arrived-leg.ts";
import { MAX_HEAD_BYTES, readMeshHead } from "./mesh-head.ts";
import { MeshLeg } from "./mesh-leg.ts";
import type { MeshTrust } from "./mesh-trust.ts";

const OPENING_DEADLINE_MS = 5000;
const MAX_CONNECTIONS = 50_000;

export interface MeshListenerPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly drops: DropCounter;
}

/** Takes the legs that other relays bring: one connection each, whose first frame says of whom it is [CL-38]. A stranger's is closed without a byte. */
export class MeshListener implements Disposable {
  readonly #ports: MeshListenerPorts;
  readonly #trust: MeshTrust;
  readonly #arrive: (leg: ArrivedLeg) => void;
  readonly #server: Server;
  readonly #opening = new Map<TLSSocket, Disposable>();
  readonly #watch: Disposable;
  #ended = false;

  private constructor(ports: MeshListenerPorts, trust: MeshTrust, arrive: (leg: ArrivedLeg) => void) {
    this.#ports = ports;
    this.#trust = trust;
    this.#arrive = arrive;
    const halfOpen = { allowHalfOpen: true } as object;
    this.#server = createServer({ ...trust.server(), ...halfOpen, handshakeTimeout: OPENING_DEADLINE_MS });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.on("secureConnection", (socket) => this.#open(socket));
    this.#server.on("tlsClientError", (error, socket) => {
      this.#ports.drops.drop("tls_failed");
      this.#strange(errorMessage(error));
      // Half-open connections do not end by themselves.
      socket.destroy();
    });
    this.#watch = trust.watch(() => this.#server.setSecureContext(trust.server()));
  }

  /** Rejects with `ListenError`. */
  static async open(
    ports: MeshListenerPorts,
    at: ListenAddress,
    trust: MeshTrust,
    arrive: (leg: ArrivedLeg) => void,
  ): Promise<MeshListener> {
    const listener = new MeshListener(ports, trust, arrive);
    await bindServer(listener.#server, at);
    return listener;
  }

  get port(): number {
    const bound = this.#server.address();
    return typeof bound === "object" && bound !== null ? bound.port : 0;
  }

  /** Legs that arrived are their sessions'; what has not said its first frame ends. */
  [Symbol.dispose](): void {
    this.#ended = true;
    this.#watch[Symbol.dispose]();
    for (const socket of this.#opening.keys()) socket.destroy();
    this.#server.close();
  }

  #open(socket: TLSSocket): void {
    if (this.#ended) return void socket.destroy();
    const decoder = new FrameDecoder(MAX_HEAD_BYTES);
    const onData = (chunk: Buffer): void => {
      decoder.push(chunk);
      const payload = nextPayload(decoder);
      if (payload === "too long") this.#refuse(socket, "frame_too_long");
      else if (payload !== undefined) this.#meet(socket, onData, payload, decoder);
    };
    const deadline = this.#ports.clock.after(OPENING_DEADLINE_MS, () => this.#refuse(socket, "idle"));
    this.#opening.set(socket, deadline);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#settle(socket));
    socket.on("end", () => this.#opening.has(socket) && socket.destroy());
    socket.on("data", onData);
  }

  #meet(socket: TLSSocket, onData: (chunk: Buffer) => void, payload: Buffer, decoder: FrameDecoder): void {
    const head = readMeshHead(payload);
    if (head === undefined) return void this.#refuse(socket, "bad_message");
    const { claims, proof } = head;
    if (!this.#trust.admits(socket.getPeerX509Certificate()?.raw, claims, proof))
      return void this.#refuse(socket, "bus_forbidden");
    socket.off("data", onData);
    this.#settle(socket);
    const leg = new MeshLeg(socket, Buffer.from(decoder.takeRest()));
    const { ip, port, transport, controlling } = claims;
    const arrivedMs = this.#ports.clock.now();
    const uuid = sessionUuid(claims.uuid);
    this.#arrive({ leg, uuid, controlling, remote: { ip, port }, transport, arrivedMs, meshed: true });
  }

  #settle(socket: TLSSocket): void {
    this.#opening.get(socket)?.[Symbol.dispose]();
    this.#opening.delete(socket);
  }

  #refuse(socket: TLSSocket, reason: DropReason): void {
    this.#settle(socket);
    this.#ports.drops.drop(reason);
    this.#strange(reason);
    socket.destroy();
  }

  #strange(reason: string): void {
    this.#ports.logger.warn("mesh.refused", { reason, do: "let nobody but relays reach the mesh port" });
  }
}

function nextPayload(decoder: FrameDecoder): Buffer | "too long" | undefined {
  try {
    return decoder.next();
  } catch {
    // Only the cap makes it throw.
    return "too long";
  }
}
