import type { RendezvousMessage } from "@fairlead/wire";
import { NoAnswerError } from "../errors.ts";
import { registerOverTcp, registerOverUdp, registerOverWs } from "../register.ts";
import { UdpClient } from "../udp-client.ts";
import type { Patient } from "./doctor-patient.ts";

export type Push = Extract<RendezvousMessage, { readonly kind: "punchHole" | "fetchLocalAddr" }>;

/** The doctor's controlled client: present by the first way that works, and hears what is pushed to it. */
export class DoctorDevice implements AsyncDisposable {
  readonly transport: string;
  readonly #receive: (deadlineMs: number) => Promise<RendezvousMessage | undefined>;
  readonly #refresh: () => void;
  readonly #close: () => Promise<void>;
  #awaited: Promise<Push> | undefined;

  private constructor(
    transport: string,
    parts: {
      readonly receive: (deadlineMs: number) => Promise<RendezvousMessage | undefined>;
      readonly refresh: () => void;
      readonly close: () => Promise<void>;
    },
  ) {
    this.transport = transport;
    this.#receive = parts.receive;
    this.#refresh = parts.refresh;
    this.#close = parts.close;
  }

  /** Rejects as the last way did when none works. */
  static async present(patient: Patient): Promise<DoctorDevice> {
    const ways = [presentByUdp, presentByTcp, presentByWs];
    let last: unknown;
    for (const way of ways) {
      try {
        const { transport, ...parts } = await way(patient);
        return new DoctorDevice(transport, parts);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  /** Keeps the presence alive; call before each session. */
  refresh(): void {
    this.#refresh();
  }

  /** The next request to punch; everything else is passed over. Somebody who stopped waiting leaves his place to the next caller. */
  nextPush(deadlineMs: number): Promise<Push> {
    this.#awaited ??= this.#awaitPush(deadlineMs).finally(() => {
      this.#awaited = undefined;
    });
    return this.#awaited;
  }

  async #awaitPush(deadlineMs: number): Promise<Push> {
    for (let looked = 0; looked < 32; looked += 1) {
      const message = await this.#receive(deadlineMs);
      if (message?.kind === "punchHole" || message?.kind === "fetchLocalAddr") return message;
    }
    throw new NoAnswerError("no request to punch among 32 messages");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

interface Presence {
  readonly transport: string;
  readonly receive: (deadlineMs: number) => Promise<RendezvousMessage | undefined>;
  readonly refresh: () => void;
  readonly close: () => Promise<void>;
}

async function presentByUdp(patient: Patient): Promise<Presence> {
  const { clock, server, device } = patient;
  const udp = await UdpClient.open({ clock, family: server.ip.includes(":") ? "udp6" : "udp4" });
  try {
    const answer = await registerOverUdp(udp, device, {
      server,
      attempts: 2,
      attemptTimeoutMs: patient.answerTimeoutMs / 2,
    });
    if (answer.result !== 0) throw new NoAnswerError(`RegisterPk over UDP answered ${answer.result}`);
  } catch (error) {
    await udp[Symbol.asyncDispose]();
    throw error;
  }
  return {
    transport: "udp",
    receive: (deadlineMs) => udp.receive(deadlineMs),
    refresh: () => udp.send({ kind: "registerPeer", body: { id: device.id, serial: 3 } }, server),
    close: () => udp[Symbol.asyncDispose](),
  };
}

async function presentByTcp(patient: Patient): Promise<Presence> {
  const { dialler, device, serverKey, answerTimeoutMs } = patient;
  return streamPresence(await registerOverTcp(dialler, device, { serverKey, answerTimeoutMs }));
}

async function presentByWs(patient: Patient): Promise<Presence> {
  const { dialler, device, answerTimeoutMs } = patient;
  return streamPresence(await registerOverWs(dialler, device, { answerTimeoutMs }));
}

function streamPresence({ connection, response }: Awaited<ReturnType<typeof registerOverTcp>>): Presence {
  if (response.result !== 0) {
    connection.destroy();
    throw new NoAnswerError(`RegisterPk over ${connection.transport} answered ${response.result}`);
  }
  return {
    transport: connection.transport,
    receive: (deadlineMs) => connection.receiveOrHeartbeat(deadlineMs),
    refresh: () => undefined,
    close: async () => connection.destroy(),
  };
}
