import { wrapMessage } from "./field-editor.ts";
import { checkFields, scanFields } from "./field-scan.ts";
import { type BodyShape, messageBodies } from "./message-bodies.ts";
import type { ControlPermissions, MessageKind, OutgoingMessage, RendezvousMessage } from "./message-types.ts";
import { permissionBits, permissionHalves } from "./permission-bits.ts";

type Fields = Record<string, unknown>;

const kindOfField: ReadonlyMap<number, MessageKind> = new Map(
  Object.entries(messageBodies).map(([kind, shape]) => [shape.field, kind as MessageKind]),
);

/** Serialises an envelope with one message. Default values are left out, members of a oneof are not. */
export function encodeMessage(message: OutgoingMessage): Buffer {
  const shape: BodyShape<object> = messageBodies[message.kind];
  const body = shape.codec.encode(toGenerated(message.body)).finish();
  return wrapMessage(message.kind, body);
}

/**
 * Reads an envelope: of two messages the last counts. `undefined` for anything that is not exactly a message we know: garbage, an unknown number,
 * cut off, text that is not UTF-8 [PB-1]. Never throws. `raw` and the bytes in the body are views of `bytes`, not copies.
 */
export function decodeMessage(bytes: Uint8Array): RendezvousMessage | undefined {
  try {
    const found = lastMessage(bytes);
    if (found === undefined) return undefined;
    checkFields(found.raw);
    const shape: BodyShape<object> = messageBodies[found.kind];
    const body = withDefaults(shape, shape.codec.decode(found.raw) as Fields);
    return { kind: found.kind, body, raw: found.raw } as RendezvousMessage;
  } catch {
    // The generated decoder throws on every kind of garbage; what kind does not matter to anybody.
    return undefined;
  }
}

function lastMessage(bytes: Uint8Array): { readonly kind: MessageKind; readonly raw: Uint8Array } | undefined {
  let found: { kind: MessageKind; raw: Uint8Array } | undefined;
  for (const span of scanFields(bytes)) {
    const kind = kindOfField.get(span.field);
    if (kind !== undefined && span.wireType === 2) found = { kind, raw: bytes.subarray(span.valueStart, span.end) };
  }
  return found;
}

/** Own properties of a decoded message are the fields that were on the wire; of a oneof the one that was set. */
function withDefaults(shape: BodyShape<object>, decoded: Fields): object {
  const body: Fields = { ...shape.defaults };
  for (const [name, value] of Object.entries(decoded)) body[name] = plain(name, value);
  return body;
}

/** Nested messages as plain values with their defaults. */
function plain(name: string, value: unknown): unknown {
  const nested = value as Fields;
  switch (name) {
    case "controlPermissions":
      return { permissions: permissionBits(nested["permissions"] as object | number | undefined) };
    case "controlledContext":
      return { connAuditRef: nested["connAuditRef"] ?? "" };
    case "cu":
      return { serial: nested["serial"] ?? 0, rendezvousServers: nested["rendezvousServers"] ?? [] };
    case "headers":
      return (value as Fields[]).map((header) => ({ name: header["name"] ?? "", value: header["value"] ?? "" }));
    default:
      return value;
  }
}

/** What the generated code takes; it leaves default values out itself. */
function toGenerated(body: object): object {
  if (!("controlPermissions" in body) || body.controlPermissions === undefined) return body;
  const { permissions } = body.controlPermissions as ControlPermissions;
  return { ...body, controlPermissions: { permissions: permissionHalves(permissions) } };
}
