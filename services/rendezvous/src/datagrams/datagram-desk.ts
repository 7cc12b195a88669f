import type { RemoteInfo } from "node:dgram";
import { type UdpListener, udpSource } from "@fairlead/net";
import { answerTestNat, configUpdateFor, decideRegisterPeer, isChangeId } from "@fairlead/protocol";
import {
  type ConfigUpdate,
  decodeMessage,
  encodeMessage,
  type RegisterPeer,
  RegisterPeerView,
  type RegisterPk,
  type RendezvousMessage,
  type TestNatRequest,
} from "@fairlead/wire";
import { handleRegisterPk } from "../handlers/register-pk.ts";
import { handleReply } from "../handlers/reply.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Workings } from "../workings.ts";
import { UdpRegistrant } from "./udp-registrant.ts";

const REFRESHED = encodeMessage({ kind: "registerPeerResponse", body: { requestPk: false } });
const REQUEST_PK = encodeMessage({ kind: "registerPeerResponse", body: { requestPk: true } });

/**
 * Every datagram of the main port [UD-1]. A heartbeat of a device that is here is answered from memory: its id is compared in the datagram, its address as the
 * kernel wrote it, and the answer was made at the start; nothing is allocated.
 */
export class DatagramDesk {
  readonly #workings: Workings;
  readonly #view = new RegisterPeerView();
  /** The source of the datagram at hand, in the shape that rules read. */
  readonly #source = { ip: "", port: 0 };
  #udp: UdpListener | undefined;
  #pending = 0;

  constructor(workings: Workings) {
    this.#workings = workings;
  }

  /** Where answers leave from. Before this is said, datagrams are not heard. */
  open(udp: UdpListener): void {
    this.#udp = udp;
  }

  readonly receive = (datagram: Buffer, rinfo: RemoteInfo): void => {
    const udp = this.#udp;
    if (udp === undefined || datagram.length === 0) return;
    if (!this.#workings.gate.isOpen) return void this.#workings.ports.drops.drop("lease_unproven");
    if (rinfo.port === 0) return void this.#workings.ports.drops.drop("unverified_source");
    if (this.#view.read(datagram)) this.#heartbeat(udp, datagram, rinfo);
    else this.#general(udp, datagram, rinfo);
  };

  /** [RP-1] [RP-2] [RP-3] */
  #heartbeat(udp: UdpListener, datagram: Buffer, rinfo: RemoteInfo): void {
    const { presence, ports } = this.#workings;
    const nowMs = ports.clock.now();
    const place = presence.table.placeOfBytes(datagram, this.#view.idStart, this.#view.idEnd);
    const peer = presence.table.at(place, nowMs);
    if (peer === undefined || !this.#isFrom(peer, rinfo)) return void this.#requestPk(udp, rinfo);
    presence.table.touch(place, nowMs);
    this.#refreshed(udp, this.#view.serial, rinfo);
  }

  #isFrom(peer: PresentPeer, rinfo: RemoteInfo): boolean {
    this.#source.ip = rinfo.address;
    this.#source.port = rinfo.port;
    return decideRegisterPeer(peer.id, peer.kernelAddress, this.#source) === "refresh";
  }

  #requestPk(udp: UdpListener, rinfo: RemoteInfo): void {
    this.#workings.metrics.registersAsked.add();
    udp.send(REQUEST_PK, rinfo.port, rinfo.address);
  }

  #refreshed(udp: UdpListener, serial: number, rinfo: RemoteInfo): void {
    this.#workings.metrics.heartbeats.add();
    udp.send(REFRESHED, rinfo.port, rinfo.address);
    const body = configUpdateFor(serial, this.#workings.live.serverList, true);
    if (body !== undefined) this.#tellList(udp, body, rinfo);
  }

  /** [CU-1] Who is over budget hears it with a later heartbeat. */
  #tellList(udp: UdpListener, body: ConfigUpdate, rinfo: RemoteInfo): void {
    const { listBudget, ports } = this.#workings;
    if (!listBudget.tryTake(udpSource(rinfo).ip, ports.clock.now())) return;
    udp.send(encodeMessage({ kind: "configureUpdate", body }), rinfo.port, rinfo.address);
  }

  #general(udp: UdpListener, datagram: Buffer, rinfo: RemoteInfo): void {
    const message = decodeMessage(datagram);
    if (message === undefined) return void this.#workings.ports.drops.drop("bad_message");
    switch (message.kind) {
      case "registerPeer":
        return void this.#registerPeer(udp, message.body, rinfo);
      case "registerPk":
        return void this.#registerPk(udp, message.body, rinfo);
      case "testNatRequest":
        return void this.#testNat(udp, message.body, rinfo);
      case "punchHoleSent":
        return void this.#wait(handleReply(message, { transport: "udp", address: udpSource(rinfo) }, this.#workings));
      default:
        return void this.#ignore(message);
    }
  }

  /** A heartbeat in an unusual form: the same by the general decoder. */
  #registerPeer(udp: UdpListener, { id, serial }: RegisterPeer, rinfo: RemoteInfo): void {
    const { presence, ports } = this.#workings;
    const peer = presence.find(id);
    this.#source.ip = rinfo.address;
    this.#source.port = rinfo.port;
    const decision = decideRegisterPeer(id, peer?.kernelAddress, this.#source);
    if (decision === "silent") return void ports.drops.drop("bad_message");
    if (decision === "requestPk" || peer === undefined) return void this.#requestPk(udp, rinfo);
    presence.table.touchPeer(peer, ports.clock.now());
    this.#refreshed(udp, serial, rinfo);
  }

  /** A change of id comes by a connection only: a datagram's source, which is half of the proof, can be forged [CI-1]. */
  #registerPk(udp: UdpListener, request: RegisterPk, rinfo: RemoteInfo): void {
    const { drops } = this.#workings.ports;
    if (isChangeId(request)) return void drops.drop("unverified_source");
    if (this.#pending >= this.#workings.settings.bounds.maxPendingRegistrations) return void drops.drop("table_full");
    const address = udpSource(rinfo);
    const kernelAddress = address.ip === rinfo.address ? address : { ip: rinfo.address, port: rinfo.port };
    const registrant = new UdpRegistrant(udp, address, kernelAddress);
    this.#wait(handleRegisterPk(request, registrant, this.#workings));
  }

  /** [NT-3] The one answer that is larger than its question; each source has a budget. */
  #testNat(udp: UdpListener, request: TestNatRequest, rinfo: RemoteInfo): void {
    const { probeBudget, ports, live } = this.#workings;
    if (!probeBudget.tryTake(udpSource(rinfo).ip, ports.clock.now())) return void ports.drops.drop("rate_limited");
    const body = answerTestNat(request, "udp", rinfo.port, live.serverList);
    udp.send(encodeMessage({ kind: "testNatResponse", body }), rinfo.port, rinfo.address);
  }

  /** Never answered: the source is anybody [CU-2] [UD-2]. */
  #ignore(_message: RendezvousMessage): void {
    this.#workings.ports.drops.drop("unexpected_message");
  }

  #wait(work: Promise<void> | undefined): void {
    if (work === undefined) return;
    this.#pending += 1;
    work
      .catch((error: unknown) => this.#workings.ports.logger.error("rendezvous.message_failed", { error }))
      .finally(() => {
        this.#pending -= 1;
      });
  }
}
