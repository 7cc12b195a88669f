import type { DropReason } from "@fairlead/base";
import {
  ConnectionLeg,
  type ConnectionListener,
  type Leg,
  type PausableConnection,
  type ReadBuffers,
  type TcpConnection,
  TcpLeg,
  type WebSocketConnection,
} from "@fairlead/net";
import { judgeRelayLeg, type LicenceKeys } from "@fairlead/protocol";
import { decodeMessage } from "@fairlead/wire";
import type { AddressRules } from "./address-rules.ts";
import type { ArrivedLeg } from "./arrived-leg.ts";
import type { LegRefusals } from "./leg-refusals.ts";
import type { RelayPorts } from "./relay-ports.ts";

export interface IntakeParts {
  readonly keys: LicenceKeys;
  readonly rules: AddressRules;
  readonly refusals: LegRefusals;
  readonly readBuffers: ReadBuffers;
  readonly maxMessageBytes: number;
  readonly arrive: (leg: ArrivedLeg) => void;
}

const ignored: ConnectionListener = { message: () => undefined, ended: () => undefined };

/** Makes legs of connections: the first message decides [RL-1] [RL-11]. What is not a leg is closed without a byte. */
export class LegIntake {
  readonly #ports: RelayPorts;
  readonly #parts: IntakeParts;
  #accepting = true;

  constructor(ports: RelayPorts, parts: IntakeParts) {
    this.#ports = ports;
    this.#parts = parts;
  }

  /** From now on every connection is closed. */
  stop(): void {
    this.#accepting = false;
  }

  /** Newcomers are welcome again. */
  resume(): void {
    this.#accepting = true;
  }

  /** A leg whose first frame another relay has read and judged; the address lists hold here too [RL-11] [CL-38]. */
  bring(leg: ArrivedLeg): void {
    const reason = this.#refusalOf(leg.remote.ip);
    if (reason === undefined) return void this.#parts.arrive(leg);
    this.#ports.drops.drop(reason);
    this.#parts.refusals.tell(reason, leg);
    leg.leg.destroy(reason);
  }

  /** A TCP connection gives up its socket when its first frame has come: the rest is not ours to read [RL-6]. */
  readonly acceptTcp = (connection: TcpConnection): ConnectionListener => {
    if (this.#isRefused(connection)) return ignored;
    return { message: (payload) => this.#first(connection, payload, () => this.#tcpLeg(connection)), ended: noEnd };
  };

  /** A WebSocket connection stays what it is; its messages go to the leg [RL-7]. */
  readonly acceptWs = (connection: WebSocketConnection): ConnectionListener => {
    if (this.#isRefused(connection)) return ignored;
    let leg: ConnectionLeg | undefined;
    const makeLeg = (): Leg => {
      connection.setMessageDeadline(undefined);
      connection.setMaxPayload(this.#parts.maxMessageBytes);
      leg = new ConnectionLeg(connection);
      return leg;
    };
    return {
      message: (payload) => (leg === undefined ? this.#first(connection, payload, makeLeg) : leg.message(payload)),
      drained: () => leg?.drained(),
      ended: () => leg?.ended(),
    };
  };

  #isRefused(connection: PausableConnection): boolean {
    const reason = this.#refusalOf(connection.remote.ip);
    if (reason !== undefined) this.#refuse(connection, reason);
    return connection.closed;
  }

  #refusalOf(ip: string): DropReason | undefined {
    if (!this.#accepting) return "aborted";
    return this.#parts.rules.refuses(ip) ? "blocked" : undefined;
  }

  #first(connection: PausableConnection, payload: Buffer, makeLeg: () => Leg | undefined): void {
    const { remote, transport } = connection;
    if (connection.closed || this.#isRefused(connection)) return;
    const decision = judgeRelayLeg(decodeMessage(payload), this.#parts.keys);
    if (decision.kind === "refuse") {
      this.#refuse(connection, decision.reason);
      return;
    }
    const leg = makeLeg();
    if (leg === undefined) return;
    const { uuid, peerId } = decision;
    const arrivedMs = this.#ports.clock.now();
    this.#parts.arrive({ leg, uuid, remote, transport, arrivedMs, controlling: peerId !== "" });
  }

  #tcpLeg(connection: TcpConnection): Leg | undefined {
    const detached = connection.detach();
    return detached === undefined ? undefined : new TcpLeg(detached, this.#parts.readBuffers);
  }

  #refuse(connection: PausableConnection, reason: DropReason): void {
    this.#parts.refusals.tell(reason, connection);
    connection.destroy(reason);
  }
}

function noEnd(): void {
  // Before its first message a connection is nothing to us.
}
