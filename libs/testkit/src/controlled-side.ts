import { isIpv4, NatType, type PunchHole, type RendezvousMessage } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { answerOnLan, punchTcp, punchUdp } from "./punch-answers.ts";
import { PushDedupe } from "./push-dedupe.ts";
import { relayByA, relayByB } from "./relay-answers.ts";
import type { Session } from "./session.ts";
import { WaitingList } from "./waiting-list.ts";

/** B: answers what is pushed to it, on new connections, and opens sessions. */
export class ControlledSide implements AsyncDisposable {
  readonly sessions: WaitingList<Session>;
  /** Everything the server sent, registration answers included. */
  readonly heard: RendezvousMessage[] = [];
  readonly #state: ClientState;
  readonly #stopping = new AbortController();
  readonly #answering = new Set<Promise<void>>();
  readonly #punchSlot: PushDedupe;
  readonly #relaySlot: PushDedupe;
  readonly #open = new Set<Session>();
  /** Answers that led nowhere: a partner that never came, a relay that refused. */
  readonly failures: Error[] = [];
  duplicates = 0;
  /** False = pushes are heard and not answered. */
  answers = true;

  constructor(state: ClientState) {
    this.#state = state;
    this.sessions = new WaitingList(state.clock);
    this.#punchSlot = new PushDedupe(state.settings.timings.dedupeMs);
    this.#relaySlot = new PushDedupe(state.settings.timings.dedupeMs);
  }

  hear(message: RendezvousMessage): void {
    this.heard.push(message);
    const session = this.#decide(message);
    if (session === undefined) return;
    const answering = session
      .then((opened) => {
        this.#open.add(opened);
        this.sessions.push(opened);
      })
      .catch((error: unknown) => {
        this.failures.push(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => this.#answering.delete(answering));
    this.#answering.add(answering);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#answering);
    for (const { stream } of this.#open) stream.destroy();
  }

  #decide(message: RendezvousMessage): Promise<Session> | undefined {
    if (!this.answers || this.#stopping.signal.aborted) return undefined;
    switch (message.kind) {
      case "punchHole":
        return this.#isDuplicate(this.#punchSlot, message.body) ? undefined : this.#punch(message.body);
      case "fetchLocalAddr": {
        const { body } = message;
        if (this.#isDuplicate(this.#punchSlot, body)) return undefined;
        return this.#canListen ? answerOnLan(this.#state, body, this.#stopping.signal) : relayByB(this.#state, body);
      }
      case "requestRelay":
        return this.#isDuplicate(this.#relaySlot, message.body) ? undefined : relayByA(this.#state, message.body);
      default:
        return undefined;
    }
  }

  #punch(push: PunchHole): Promise<Session> {
    const { settings, webSocket } = this.#state;
    const symmetric = push.natType === NatType.symmetric || settings.natType === NatType.symmetric;
    const deaf = !settings.listens && push.udpPort <= 0;
    if (symmetric || webSocket || push.forceRelay || deaf) return relayByB(this.#state, push);
    return push.udpPort > 0 ? punchUdp(this.#state, push) : punchTcp(this.#state, push, this.#stopping.signal);
  }

  get #canListen(): boolean {
    const { settings, webSocket } = this.#state;
    return settings.listens && !webSocket && isIpv4(settings.localAddress);
  }

  #isDuplicate(slot: PushDedupe, push: { readonly socketAddr: Uint8Array }): boolean {
    const duplicate = slot.isDuplicate(push.socketAddr, this.#state.clock.now());
    if (duplicate) this.duplicates += 1;
    return duplicate;
  }
}
