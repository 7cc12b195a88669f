import { UdpClient } from "@fairlead/client";
import { decodeMessage, type OutgoingMessage, type RendezvousMessage, type SocketAddress } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { reactToRegistration } from "./registration-answers.ts";

/** Hears what the server pushes to a registered client. */
export type PushListener = (message: RendezvousMessage) => void;

const REBIND_AFTER_FAILURES = 4;
const REBIND_AFTER_MS = 60_000;

/** Registration over UDP: one socket, a tick, RegisterPk until the key is confirmed and RegisterPeer from then on. */
export class UdpMediator implements AsyncDisposable {
  readonly #state: ClientState;
  readonly #onPush: PushListener;
  #udp: UdpClient;
  /** Where this registration lives. */
  #server: SocketAddress;
  #timer: Disposable | undefined;
  #lastSentMs: number | undefined;
  #lastAnswerMs: number | undefined;
  #boundAtMs: number;
  #failures = 0;
  #rebinding: Promise<void> | undefined;
  #closed = false;

  private constructor(state: ClientState, udp: UdpClient, server: SocketAddress, onPush: PushListener) {
    this.#state = state;
    this.#udp = udp;
    this.#server = server;
    this.#onPush = onPush;
    this.#boundAtMs = state.clock.now();
  }

  static async start(state: ClientState, onPush: PushListener): Promise<UdpMediator> {
    const server = await chooseServer(state);
    const mediator = new UdpMediator(state, await openUdp(state), server, onPush);
    mediator.#listen(mediator.#udp);
    mediator.#tick();
    mediator.#timer = state.clock.every(state.settings.timings.tickMs, () => mediator.#tick());
    return mediator;
  }

  /** The address that datagrams are sent to. */
  get serverIp(): string {
    return this.#server.ip;
  }

  get localPort(): number {
    return this.#udp.local.port;
  }

  /** A new socket with a new port, as after a NAT has forgotten the old one. One at a time: finding a server that is gone takes a while. */
  rebind(): Promise<void> {
    this.#rebinding ??= this.#rebind().finally(() => {
      this.#rebinding = undefined;
    });
    return this.#rebinding;
  }

  async #rebind(): Promise<void> {
    const old = this.#udp;
    const server = await chooseServer(this.#state);
    const fresh = await openUdp(this.#state);
    if (this.#closed) return await fresh[Symbol.asyncDispose]();
    this.#server = server;
    this.#udp = fresh;
    this.#boundAtMs = this.#state.clock.now();
    this.#failures = 0;
    this.#listen(this.#udp);
    await old[Symbol.asyncDispose]();
  }

  /** Says RegisterPeer or RegisterPk now, whatever the timers say. */
  registerNow(): void {
    const { keyConfirmed, id, serial, registerPk } = this.#state;
    if (keyConfirmed) this.#send({ kind: "registerPeer", body: { id, serial } });
    else this.#send({ kind: "registerPk", body: registerPk });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#timer?.[Symbol.dispose]();
    await this.#udp[Symbol.asyncDispose]();
  }

  #tick(): void {
    const { clock, settings, needsDeploy } = this.#state;
    const { registerIntervalMs, registerRetryMs, needsDeployMs } = settings.timings;
    const nowMs = clock.now();
    const outstanding = this.#lastSentMs !== undefined && (this.#lastAnswerMs ?? -1) < this.#lastSentMs;
    const since = outstanding ? this.#lastSentMs : this.#lastAnswerMs;
    const waitMs = needsDeploy ? needsDeployMs : outstanding ? registerRetryMs : registerIntervalMs;
    if (since !== undefined && nowMs - since < waitMs) return;
    if (outstanding) this.#countFailure(nowMs);
    this.registerNow();
  }

  #countFailure(nowMs: number): void {
    this.#failures += 1;
    if (this.#failures < REBIND_AFTER_FAILURES) return;
    this.#state.online = false;
    if (nowMs - this.#boundAtMs > REBIND_AFTER_MS) this.rebind().catch(() => undefined);
  }

  #send(message: OutgoingMessage): void {
    this.#lastSentMs = this.#state.clock.now();
    this.#udp.send(message, this.#server);
  }

  #listen(udp: UdpClient): void {
    const next = (): void => {
      udp.receiveBytes(FOREVER_MS).then(
        (datagram) => {
          this.#hear(datagram);
          next();
        },
        () => {
          if (!this.#closed && udp === this.#udp) next();
        },
      );
    };
    next();
  }

  #hear(datagram: Buffer): void {
    const message = decodeMessage(datagram);
    if (message === undefined || this.#closed) return;
    if (message.kind === "registerPeerResponse" || message.kind === "registerPkResponse") {
      this.#lastAnswerMs = this.#state.clock.now();
      this.#failures = 0;
    }
    if (reactToRegistration(this.#state, message) === "registerPk") {
      this.#send({ kind: "registerPk", body: this.#state.registerPk });
    }
    this.#onPush(message);
  }
}

const FOREVER_MS = 2 ** 31 - 1;

/** By a TCP connection that is opened and closed at once: the address that takes it is the one. Every name is asked for anew. */
async function chooseServer(state: ClientState): Promise<SocketAddress> {
  const probe = await state.dialler.rendezvous().catch(() => undefined);
  probe?.close();
  const address = state.serverAddress;
  return probe === undefined || state.settings.udpHosts !== undefined
    ? address
    : { ip: probe.remote.ip, port: address.port };
}

function openUdp({ clock, settings }: ClientState): Promise<UdpClient> {
  return UdpClient.open({ clock, localAddress: settings.localAddress });
}
