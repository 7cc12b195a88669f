import type { BusBodies, BusEnvelope, BusKind, BusMessage } from "./bus-messages.ts";
import { fairlead } from "./gen/bus.js";

type Fields = Readonly<Record<string, unknown>>;
const NONE = new Uint8Array(0);

/** What an absent field means; `reply.address` is `ip` and `port` on the wire. */
const DEFAULTS: { readonly [K in BusKind]: Omit<BusBodies[K], "address"> & Fields } = {
  hello: { slot: 0, epoch: "", role: "", release: "", proof: NONE, nonce: NONE },
  push: { peerId: "", payload: NONE, slot: 0, epoch: "", entry: 0, trace: "" },
  pushFailed: { entry: 0, peerId: "" },
  reply: { entry: 0, message: NONE, transport: "", ip: "", port: 0, trace: "" },
  replyFault: { ip: "" },
  admit: {
    uuid: "",
    peerId: "",
    fromIp: "",
    purpose: "",
    tenant: "",
    sessionBps: 0,
    deviceBps: 0,
    tenantBps: 0,
    tenantSessions: 0,
    trace: "",
  },
  moved: { peerId: "", epoch: "" },
  call: { seq: 0, words: [] },
  answer: { seq: 0, json: "" },
  echo: { nonce: 0 },
  echoed: { nonce: 0 },
};
const KINDS = Object.keys(DEFAULTS) as readonly BusKind[];

export function encodeBusEnvelope({ number, message }: BusEnvelope): Uint8Array {
  const { kind, ...body } = message;
  const fields = message.kind === "reply" ? { ...body, ...message.address } : body;
  return fairlead.bus.Envelope.encode({ number, [kind]: fields }).finish();
}

/** `undefined` for garbage and for kinds of a later release: the message is lost, the stream is not [CL-45]. Bytes are views of the input. */
export function decodeBusEnvelope(bytes: Uint8Array): BusEnvelope | undefined {
  try {
    const decoded = fairlead.bus.Envelope.decode(bytes) as unknown as Fields;
    const kind = KINDS.find((one) => Object.hasOwn(decoded, one));
    if (kind === undefined) return undefined;
    const number = typeof decoded["number"] === "number" ? decoded["number"] : 0;
    return { number, message: toMessage(kind, decoded[kind] as Fields) };
  } catch {
    // The generated decoder throws on every kind of garbage; what kind does not matter to anybody.
    return undefined;
  }
}

function toMessage(kind: BusKind, decoded: Fields): BusMessage {
  const body: Record<string, unknown> = { ...DEFAULTS[kind] };
  for (const name of Object.keys(body)) if (Object.hasOwn(decoded, name)) body[name] = decoded[name];
  if (kind !== "reply") return { kind, ...body } as BusMessage;
  const { ip, port, ...rest } = body;
  return { kind, ...rest, address: { ip, port } } as unknown as BusMessage;
}
