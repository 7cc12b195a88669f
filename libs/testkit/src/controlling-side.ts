import {
  assumedRelay,
  ClientError,
  ConnectFailedError,
  dialTcp,
  NoAnswerError,
  openRelayLeg,
  type PayloadStream,
  TcpPayloadStream,
  UdpClient,
  udpNatProbe,
} from "@fairlead/client";
import { NatType, type PunchHoleResponse, type RelayResponse, unmangleAddress } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { type ConnectOutcome, failed, failureText } from "./connect-outcome.ts";
import { isTrusted } from "./greeting.ts";
import { type ConnectWish, type PunchAnswer, punchSequence } from "./punch-sequence.ts";
import { askRelay, type Punched } from "./relay-request.ts";
import type { Session, SessionPath } from "./session.ts";
import { UdpSessionStream } from "./udp-session-stream.ts";

const RELAY_ATTEMPTS = 3;

/** A: asks for a device and gets to it by the first way that works. */
export class ControllingSide {
  readonly #state: ClientState;
  /** UDP sockets that a session has taken over. */
  readonly #holds = new Set<UdpClient>();

  constructor(state: ClientState) {
    this.#state = state;
  }

  async connect(wish: ConnectWish): Promise<ConnectOutcome> {
    try {
      return await this.#connect(wish);
    } catch (error) {
      if (error instanceof ClientError) return failed(error.message);
      throw error;
    }
  }

  /** With UDP punching two sequences run in parallel, one with the probed port; the first success wins. */
  async #connect(wish: ConnectWish): Promise<ConnectOutcome> {
    if (!this.#state.settings.udpPunch || this.#state.webSocket || wish.forceRelay) return this.#attempt(wish);
    const attempts = [this.#attemptWithUdp(wish), this.#attempt(wish)];
    try {
      return await Promise.any(attempts.map(orThrowFailure));
    } catch {
      const [first] = await Promise.all(attempts);
      return first ?? failed("no attempt");
    } finally {
      closeLosers(attempts);
    }
  }

  async #attemptWithUdp(wish: ConnectWish): Promise<ConnectOutcome> {
    const { clock, settings, serverAddress } = this.#state;
    const udp = await UdpClient.open({ clock, localAddress: settings.localAddress });
    const port = await udpNatProbe(udp, { server: serverAddress, attempts: 5, attemptTimeoutMs: 1000 }).catch(() => 0);
    try {
      return await this.#attempt(wish, { udp, port });
    } finally {
      if (!this.#holds.has(udp)) await udp[Symbol.asyncDispose]();
    }
  }

  async #attempt(
    wish: ConnectWish,
    probe?: { readonly udp: UdpClient; readonly port: number },
  ): Promise<ConnectOutcome> {
    if (wish.relayByA === "atOnce") return this.#requestRelay(wish, this.#unpunched);
    const answer = await punchSequence(this.#state, wish, probe?.port ?? 0);
    if (answer.kind === "relayResponse") return this.#joinRelay(wish, answer.body);
    if (answer.body.socketAddr.length === 0) return failed(failureText(answer.body));
    if (wish.relayByA === "afterPunch") return this.#requestRelay(wish, answer.body);
    if (answer.body.isUdp && probe !== undefined) return this.#speakUdp(wish, answer.body, probe.udp);
    return this.#dialDirect(wish, answer);
  }

  /** From the very port that asked; then by relay, if the answer names one. */
  async #dialDirect(
    wish: ConnectWish,
    answer: PunchAnswer & { readonly kind: "punchHoleResponse" },
  ): Promise<ConnectOutcome> {
    const { clock, settings } = this.#state;
    const { body, localPort } = answer;
    const target = unmangleAddress(body.socketAddr);
    const short = body.isLocal === true || body.natType === NatType.symmetric || settings.natType === NatType.symmetric;
    const deadlineMs = short ? settings.timings.shortDirectMs : settings.timings.directMs;
    try {
      const { localAddress } = settings;
      const socket = await dialTcp({ clock, deadlineMs, localAddress, localPort, host: target.ip, port: target.port });
      const path = body.isLocal === true ? "sameLan" : "direct";
      return await this.#greeted(wish, { path, stream: new TcpPayloadStream(clock, socket), signedPk: body.pk });
    } catch (error) {
      if (!(error instanceof ConnectFailedError)) throw error;
      return body.relayServer === "" ? failed(error.message) : this.#requestRelay(wish, body);
    }
  }

  async #speakUdp(wish: ConnectWish, body: PunchHoleResponse, udp: UdpClient): Promise<ConnectOutcome> {
    this.#holds.add(udp);
    const stream = await UdpSessionStream.open(this.#state.clock, udp, unmangleAddress(body.socketAddr));
    stream.send(new Uint8Array(0));
    // Again until the device speaks: its own socket may not be ready for the first one.
    using _knocking = this.#state.clock.every(20, () => stream.send(new Uint8Array(0)));
    return await this.#greeted(wish, { path: "udp", stream, signedPk: body.pk });
  }

  get #unpunched(): Punched {
    return {
      relayServer: this.#state.settings.relayServer || assumedRelay(this.#state.settings.rendezvous),
      pk: new Uint8Array(0),
    };
  }

  /** A names uuid and relay; each attempt on a new connection with a new uuid [RR-2]. */
  async #requestRelay(wish: ConnectWish, punched: Punched): Promise<ConnectOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { response, uuid } = await askRelay(this.#state, wish, punched);
        const reason = response.refuseReason;
        if (reason !== "") return failed(`Failed to connect via relay server: ${reason}: Please try later`);
        return await this.#joinRelay(wish, { ...response, uuid, relayServer: punched.relayServer, pk: punched.pk });
      } catch (error) {
        if (!(error instanceof NoAnswerError) || attempt >= RELAY_ATTEMPTS) throw error;
      }
    }
  }

  async #joinRelay(wish: ConnectWish, response: RelayResponse): Promise<ConnectOutcome> {
    const { dialler, licenceKey } = this.#state;
    const { uuid, relayServer } = response;
    const stream = await openRelayLeg(dialler, relayServer, { uuid, licenceKey, id: wish.id });
    const signedPk = response.pk ?? new Uint8Array(0);
    return this.#greeted(wish, { path: "relay", stream, signedPk, relayServer, uuid });
  }

  /** The device speaks first; a stream that ends before that is no session. */
  async #greeted(
    wish: ConnectWish,
    reached: {
      readonly path: SessionPath;
      readonly stream: PayloadStream;
      readonly signedPk: Uint8Array;
      readonly relayServer?: string;
      readonly uuid?: string;
    },
  ): Promise<ConnectOutcome> {
    const { stream, path, signedPk, relayServer = "", uuid = "" } = reached;
    try {
      const greeting = await stream.receive(this.#state.settings.timings.readTimeoutMs);
      const trusted = isTrusted(greeting, { signedPk, serverKey: this.#state.serverKey, id: wish.id });
      const session: Session = { path, stream, relayServer, uuid, trusted };
      return { kind: "connected", session };
    } catch (error) {
      stream.destroy();
      throw error;
    }
  }
}

async function orThrowFailure(outcome: Promise<ConnectOutcome>): Promise<ConnectOutcome> {
  const settled = await outcome;
  if (settled.kind === "failed") throw new ConnectFailedError(settled.text);
  return settled;
}

/** The slower success of two parallel attempts is dropped, as a client drops it. */
function closeLosers(attempts: readonly Promise<ConnectOutcome>[]): void {
  let kept = false;
  for (const attempt of attempts) {
    attempt.then(
      (outcome) => {
        if (outcome.kind !== "connected") return;
        if (kept) outcome.session.stream.destroy();
        kept = true;
      },
      () => undefined,
    );
  }
}
