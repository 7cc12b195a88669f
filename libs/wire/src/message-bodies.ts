import { hbb } from "./gen/rendezvous.js";
import type { MessageBodies, MessageKind } from "./message-types.ts";

/** The generated code of one message, as far as it is used. */
interface BodyCodec {
  encode(body: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

export interface BodyShape<Body> {
  /** In the envelope's oneof. */
  readonly field: number;
  readonly codec: BodyCodec;
  /** What an absent field means. Members of a oneof have none: they are absent when not set [PB-1]. */
  readonly defaults: Body;
}

const NONE = new Uint8Array(0);

/** One row for each message of the envelope. */
export const messageBodies: { readonly [K in MessageKind]: BodyShape<MessageBodies[K]> } = {
  registerPeer: { field: 6, codec: hbb.RegisterPeer, defaults: { id: "", serial: 0 } },
  registerPeerResponse: { field: 7, codec: hbb.RegisterPeerResponse, defaults: { requestPk: false } },
  punchHoleRequest: {
    field: 8,
    codec: hbb.PunchHoleRequest,
    defaults: {
      id: "",
      natType: 0,
      licenceKey: "",
      connType: 0,
      token: "",
      version: "",
      udpPort: 0,
      forceRelay: false,
      upnpPort: 0,
      socketAddrV6: NONE,
      switchCode: "",
    },
  },
  punchHole: {
    field: 9,
    codec: hbb.PunchHole,
    defaults: {
      socketAddr: NONE,
      relayServer: "",
      natType: 0,
      udpPort: 0,
      forceRelay: false,
      upnpPort: 0,
      socketAddrV6: NONE,
    },
  },
  punchHoleSent: {
    field: 10,
    codec: hbb.PunchHoleSent,
    defaults: {
      socketAddr: NONE,
      id: "",
      relayServer: "",
      natType: 0,
      version: "",
      upnpPort: 0,
      socketAddrV6: NONE,
    },
  },
  punchHoleResponse: {
    field: 11,
    codec: hbb.PunchHoleResponse,
    defaults: {
      socketAddr: NONE,
      pk: NONE,
      failure: 0,
      relayServer: "",
      otherFailure: "",
      feedback: 0,
      isUdp: false,
      upnpPort: 0,
      socketAddrV6: NONE,
    },
  },
  fetchLocalAddr: {
    field: 12,
    codec: hbb.FetchLocalAddr,
    defaults: { socketAddr: NONE, relayServer: "", socketAddrV6: NONE },
  },
  localAddr: {
    field: 13,
    codec: hbb.LocalAddr,
    defaults: { socketAddr: NONE, localAddr: NONE, relayServer: "", id: "", version: "", socketAddrV6: NONE },
  },
  configureUpdate: { field: 14, codec: hbb.ConfigUpdate, defaults: { serial: 0, rendezvousServers: [] } },
  registerPk: {
    field: 15,
    codec: hbb.RegisterPk,
    defaults: { id: "", uuid: NONE, pk: NONE, oldId: "", noRegisterDevice: false },
  },
  registerPkResponse: { field: 16, codec: hbb.RegisterPkResponse, defaults: { result: 0, keepAlive: 0 } },
  softwareUpdate: { field: 17, codec: hbb.SoftwareUpdate, defaults: { url: "" } },
  requestRelay: {
    field: 18,
    codec: hbb.RequestRelay,
    defaults: {
      id: "",
      uuid: "",
      socketAddr: NONE,
      relayServer: "",
      secure: false,
      licenceKey: "",
      connType: 0,
      token: "",
      switchCode: "",
    },
  },
  relayResponse: {
    field: 19,
    codec: hbb.RelayResponse,
    defaults: {
      socketAddr: NONE,
      uuid: "",
      relayServer: "",
      refuseReason: "",
      version: "",
      feedback: 0,
      socketAddrV6: NONE,
      upnpPort: 0,
    },
  },
  testNatRequest: { field: 20, codec: hbb.TestNatRequest, defaults: { serial: 0 } },
  testNatResponse: { field: 21, codec: hbb.TestNatResponse, defaults: { port: 0 } },
  peerDiscovery: { field: 22, codec: hbb.PeerDiscovery, defaults: { cmd: "", id: "" } },
  onlineRequest: { field: 23, codec: hbb.OnlineRequest, defaults: { id: "", peers: [] } },
  onlineResponse: { field: 24, codec: hbb.OnlineResponse, defaults: { states: NONE } },
  keyExchange: { field: 25, codec: hbb.KeyExchange, defaults: { keys: [] } },
  hc: { field: 26, codec: hbb.HealthCheck, defaults: { token: "" } },
  httpProxyRequest: {
    field: 27,
    codec: hbb.HttpProxyRequest,
    defaults: { method: "", path: "", headers: [], body: NONE },
  },
  httpProxyResponse: {
    field: 28,
    codec: hbb.HttpProxyResponse,
    defaults: { status: 0, headers: [], body: NONE, error: "" },
  },
};
