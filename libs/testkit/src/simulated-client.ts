import type { Clock, Random } from "@fairlead/base";
import { type NatTestResult, natTest, queryOnline } from "@fairlead/client";
import type { RegisterPkResponse } from "@fairlead/wire";
import { ClientState } from "./client-state.ts";
import type { ConnectOutcome } from "./connect-outcome.ts";
import { ControlledSide } from "./controlled-side.ts";
import { ControllingSide } from "./controlling-side.ts";
import type { ConnectWish } from "./punch-sequence.ts";
import type { Session } from "./session.ts";
import { CLIENT_DEFAULTS, type SimulatedClientSettings } from "./simulated-client-settings.ts";
import { StreamMediator } from "./stream-mediator.ts";
import { UdpMediator } from "./udp-mediator.ts";
import { waitUntil } from "./wait-until.ts";

export type SimulatedClientOptions = Partial<SimulatedClientSettings> &
  Pick<SimulatedClientSettings, "rendezvous" | "id">;

/**
 * A RustDesk client without a screen: the timers, retries, de-duplication, reactions and port re-use of client 1.4.9, over any of its transports.
 * Written from the protocol's description, not from its source.
 */
export class SimulatedClient implements AsyncDisposable {
  readonly state: ClientState;
  /** What this client does as the controlled device. */
  readonly device: ControlledSide;
  readonly #controlling: ControllingSide;
  #mediator: UdpMediator | StreamMediator | undefined;

  constructor(ports: { readonly clock: Clock; readonly random: Random }, options: SimulatedClientOptions) {
    this.state = new ClientState(ports, { ...CLIENT_DEFAULTS, ...options });
    this.device = new ControlledSide(this.state);
    this.#controlling = new ControllingSide(this.state);
  }

  get id(): string {
    return this.state.id;
  }
  get udp(): UdpMediator | undefined {
    return this.#mediator instanceof UdpMediator ? this.#mediator : undefined;
  }
  get stream(): StreamMediator | undefined {
    return this.#mediator instanceof StreamMediator ? this.#mediator : undefined;
  }

  /** Begins to register; answers at once. */
  async start(): Promise<void> {
    const hear = this.device.hear.bind(this.device);
    const { mode } = this.state.settings;
    this.#mediator =
      mode === "udp" ? await UdpMediator.start(this.state, hear) : StreamMediator.start(this.state, hear);
  }

  /** Begins to register and resolves when the server has accepted the key. */
  async register(timeoutMs = 20_000): Promise<void> {
    await this.start();
    await this.whenConfirmed(timeoutMs);
  }

  whenConfirmed(timeoutMs = 20_000): Promise<void> {
    const { clock, settings } = this.state;
    return waitUntil(clock, `${settings.mode} registration of ${this.id}`, () => this.state.keyConfirmed, timeoutMs);
  }

  /** Asks for a device as its user does. */
  connect(id: string, wish: Partial<Omit<ConnectWish, "id">> = {}): Promise<ConnectOutcome> {
    return this.#controlling.connect({ forceRelay: false, relayByA: "no", switchCode: "", ...wish, id });
  }

  /** The next session that somebody opened with this client as the device. */
  nextSession(timeoutMs = 20_000): Promise<Session> {
    return this.device.sessions.next(timeoutMs);
  }

  queryOnline(peers: readonly string[]): Promise<readonly boolean[]> {
    const { dialler, id, webSocket, settings } = this.state;
    return queryOnline(dialler, { id, peers, webSocket, answerTimeoutMs: settings.timings.readTimeoutMs });
  }

  natTest(serial = 3): Promise<NatTestResult> {
    const { dialler, settings } = this.state;
    return natTest(dialler, { serial, answerTimeoutMs: settings.timings.readTimeoutMs });
  }

  /** Asks for another id, without waiting for a key exchange; the answer's result is the caller's to judge [CI-1]. */
  async changeId(newId: string): Promise<RegisterPkResponse> {
    const { dialler, uuid, id, settings } = this.state;
    const connection = await dialler.rendezvous();
    try {
      const body = { id: newId, oldId: id, uuid, pk: new Uint8Array(0), noRegisterDevice: false };
      connection.send({ kind: "registerPk", body });
      const answer = await connection.receive(settings.timings.readTimeoutMs);
      if (answer.kind !== "registerPkResponse") throw new Error(`${answer.kind} to a change of id`);
      return answer.body;
    } finally {
      connection.close();
    }
  }

  /** Switches the machine off: no goodbye to anybody. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#mediator?.[Symbol.asyncDispose]();
    await this.device[Symbol.asyncDispose]();
  }
}
