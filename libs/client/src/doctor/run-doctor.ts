import { lookup } from "node:dns/promises";
import type { Clock, Random } from "@fairlead/base";
import { withDeadline } from "@fairlead/base";
import { checkPort, socketAddress } from "@fairlead/wire";
import type { ClientIdentity } from "../client-identity.ts";
import { splitHostPort } from "../endpoint.ts";
import { ServerKeyMismatchError } from "../errors.ts";
import { ServerDialler } from "../server-dialler.ts";
import { PUBLIC_SERVERS_KEY, readServerKey } from "../server-key.ts";
import { checkKeyExchange, checkLicenceKey } from "./check-keys.ts";
import { checkOnlineQuery, checkOnlineQueryOverWs } from "./check-online.ts";
import { checkNatTest, checkTcpPort, checkUdpNatProbe, checkUdpRegistration } from "./check-ports.ts";
import { checkPunch } from "./check-punch.ts";
import { checkTcpRegistration, checkWsRegistration } from "./check-registration.ts";
import { checkRelay, checkSignedIn } from "./check-relay.ts";
import { checkWss } from "./check-wss.ts";
import { adviceFor, KEY_ADVICE, LOG_ADVICE } from "./doctor-advice.ts";
import { DoctorDevice } from "./doctor-device.ts";
import type { Patient } from "./doctor-patient.ts";
import { type DoctorResult, type Finding, fails } from "./doctor-result.ts";
import { looksLikeHbbs } from "./hbbs-habits.ts";
import { relayCheck, relayWays } from "./relay-ways.ts";

export interface DoctorOptions {
  /** `host` or `host:port`, as a client is configured. */
  readonly host: string;
  /** The server's public key; `undefined` or empty when the user gave none. */
  readonly key: string | undefined;
  /** From `doctorIdentities`: the controlling client and the device. */
  readonly ids: readonly [ClientIdentity, ClientIdentity];
  readonly clock: Clock;
  readonly random: Random;
  /** Hears each result as it comes. */
  readonly onResult?: (result: DoctorResult) => void;
  /** Relays to be visited one by one, as the server names them to clients: `host:port` or a ws or wss URL. None unless told. */
  readonly relays?: readonly string[];
  /** Whether the source ports that the server saw are judged; false beside the server, where they may differ and no client is. True unless told. */
  readonly judgesPorts?: boolean;
  /** Bytes each way through the relay; 10 MiB unless told. */
  readonly relayBytes?: number;
  /** How long one answer may take; 4 s unless told. */
  readonly answerTimeoutMs?: number;
  /** The whole visit; 58 s unless told. */
  readonly totalTimeoutMs?: number;
}

/** Plays a real client against a server and says what works. Never rejects for what the server does; ends within the total time whatever happens. */
export async function runDoctor(options: DoctorOptions): Promise<readonly DoctorResult[]> {
  const visit = new Visit(options);
  const patient = await visit.patientOf(options);
  if (patient !== undefined) await examine(visit, patient, options.relays ?? []);
  return visit.results;
}

async function examine(visit: Visit, stranger: Patient, relays: readonly string[]): Promise<void> {
  const { advice } = stranger;
  const [tcpWorks, udpWorks] = await Promise.all([
    visit.check("main port by TCP", advice.tcp, () => checkTcpPort(stranger)),
    visit.check("registration by UDP", advice.udp, () => checkUdpRegistration(stranger)),
  ]);
  if (!tcpWorks) {
    const why = udpWorks ? "its TCP port is closed" : "nothing answers";
    return visit.add("everything else", fails(`not tried: ${why}`, advice.tcp));
  }
  const patient: Patient = { ...stranger, hbbsLike: await visit.judge(() => looksLikeHbbs(stranger)) };
  await Promise.all([
    visit.check("NAT test on both TCP ports", advice.natTest, () => checkNatTest(patient)),
    visit.check("NAT probe by UDP", advice.udp, () => checkUdpNatProbe(patient)),
    visit.check("key exchange", advice.keyExchange, () => checkKeyExchange(patient)),
    visit.check("key", LOG_ADVICE, () => checkLicenceKey(patient)),
    visit.check("registration by WebSocket", advice.webSocket, () => checkWsRegistration(patient)),
    visit.check("registration by TCP", LOG_ADVICE, () => checkTcpRegistration(patient)),
  ]);
  await examineSessions(visit, patient, relays);
  await visit.check("WebSocket over TLS", advice.webSocket, () => checkWss(patient));
}

/** What needs a registered device. */
async function examineSessions(visit: Visit, patient: Patient, relays: readonly string[]): Promise<void> {
  const { advice } = patient;
  const device = await visit.device(patient);
  if (device === undefined) return;
  await using present = device;
  await Promise.all([
    visit.check("online query", advice.natTest, () => checkOnlineQuery(patient, present)),
    visit.check("online query by WebSocket", advice.webSocket, () => checkOnlineQueryOverWs(patient, present)),
  ]);
  await visit.check("direct session", LOG_ADVICE, () => checkPunch(patient, present));
  await visit.check("signed-in user", LOG_ADVICE, () => checkSignedIn(patient, present));
  await visit.check("relay by TCP", advice.relayTcp, () =>
    checkRelay(patient, present, { webSocket: false, signedIn: false }),
  );
  await visit.check("relay by WebSocket", advice.relayWebSocket, () =>
    checkRelay(patient, present, { webSocket: true, signedIn: false }),
  );
  for (const address of relays) {
    for (const way of relayWays(address))
      await visit.check(relayCheck(address, way), `see that clients reach ${address}`, () =>
        checkRelay(patient, present, { webSocket: way === "WebSocket", signedIn: false, relayServer: address }),
      );
  }
}

/** Collects results and keeps the total time. */
class Visit {
  readonly results: DoctorResult[] = [];
  readonly #options: DoctorOptions;
  readonly #endsAtMs: number;

  constructor(options: DoctorOptions) {
    this.#options = options;
    this.#endsAtMs = options.clock.now() + (options.totalTimeoutMs ?? 58_000);
  }

  add(check: string, finding: Finding): void {
    const result = { check, ...finding };
    this.results.push(result);
    this.#options.onResult?.(result);
  }

  /** Adds one result; true when it works. */
  async check(name: string, advice: string, run: () => Promise<Finding>): Promise<boolean> {
    const finding = await this.#bounded(run).catch((error: unknown) => fails(messageOf(error), stepFor(error, advice)));
    this.add(name, finding);
    return finding.outcome === "works";
  }

  /** A question whose failure means no. */
  judge(ask: () => Promise<boolean>): Promise<boolean> {
    return this.#bounded(ask).catch(() => false);
  }

  async device(patient: Patient): Promise<DoctorDevice | undefined> {
    try {
      return await this.#bounded(() => DoctorDevice.present(patient));
    } catch (error) {
      this.add(
        "sessions",
        fails(
          `not tried: no way to register a device: ${messageOf(error)}`,
          "make one of the registrations above work",
        ),
      );
      return undefined;
    }
  }

  async patientOf({ host: text, key, ids, clock, random, ...rest }: DoctorOptions): Promise<Patient | undefined> {
    const rendezvous = checkPort(text, 21116);
    const { host, port } = splitHostPort(rendezvous);
    const answerTimeoutMs = rest.answerTimeoutMs ?? 4000;
    const settings = { rendezvous, webSocket: false, secureDomains: false, connectTimeoutMs: answerTimeoutMs };
    try {
      const { address } = await this.#bounded(() => lookup(host));
      return {
        clock,
        random,
        host,
        server: socketAddress(address, port),
        advice: adviceFor(port),
        dialler: new ServerDialler({ clock, random }, settings),
        licenceKey: key || PUBLIC_SERVERS_KEY,
        serverKey: key ? readServerKey(key) : undefined,
        controller: ids[0],
        device: ids[1],
        hbbsLike: false,
        judgesPorts: rest.judgesPorts ?? true,
        answerTimeoutMs,
        relayBytes: rest.relayBytes ?? 10 * 1024 * 1024,
        relayTimeoutMs: 12_000,
      };
    } catch (error) {
      this.add("name", fails(messageOf(error), "check the spelling and the DNS entry"));
      return undefined;
    }
  }

  #bounded<T>(work: () => Promise<T>): Promise<T> {
    const leftMs = this.#endsAtMs - this.#options.clock.now();
    if (leftMs <= 0) return Promise.reject(new Error("not tried: the visit's time is over"));
    return withDeadline(this.#options.clock, leftMs, work());
  }
}

/** A wrong key is a wrong key whichever check meets it. */
const stepFor = (error: unknown, advice: string): string =>
  error instanceof ServerKeyMismatchError ? KEY_ADVICE : advice;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
