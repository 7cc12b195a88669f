import { wrapMessage } from "./field-editor.ts";
import { scanFields } from "./field-scan.ts";
import { type BodyShape, messageBodies } from "./message-bodies.ts";
import type { MessageKind, OutgoingMessage, RendezvousMessage } from "./message-types.ts";

type Fields = Record<string, unknown>;

const kindOfField: ReadonlyMap<number, MessageKind> = new Map(
  Object.entries(messageBodies).map(([kind, shape]) => [shape.field, kind as MessageKind]),
);

/** Serialises an envelope with one message. Default values are left out, members of a oneof are not. */
export function encodeMessage(message: OutgoingMessage): Buffer {
  const shape: BodyShape<object> = messageBodies[message.kind];
  const body = shape.codec.encode(withoutDefaults(message.body, shape.oneof ?? [])).finish();
  return wrapMessage(message.kind, body);
}

/**
 * Reads an envelope: of two messages the last counts. `undefined` for anything that is not exactly a message we know: garbage, an unknown number,
 * cut off, text that is not UTF-8 [PB-1]. Never throws.
 */
export function decodeMessage(bytes: Uint8Array): RendezvousMessage | undefined {
  try {
    const found = lastMessage(bytes);
    if (found === undefined) return undefined;
    const shape: BodyShape<object> = messageBodies[found.kind];
    const body = withDefaults(shape, shape.codec.decode(found.raw) as Fields);
    return body === undefined ? undefined : ({ kind: found.kind, body, raw: found.raw } as RendezvousMessage);
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

/** Own properties of a decoded message are the fields that were on the wire. */
function withDefaults(shape: BodyShape<object>, decoded: Fields): object | undefined {
  const body: Fields = { ...shape.defaults };
  for (const [name, value] of Object.entries(decoded)) {
    if (isBrokenText(value)) return undefined;
    body[name] = plain(name, value);
  }
  return body;
}

/** Nested messages as plain values with their defaults. */
function plain(name: string, value: unknown): unknown {
  const nested = value as Fields;
  switch (name) {
    case "controlPermissions":
      return { permissions: BigInt(Number(nested["permissions"] ?? 0)) };
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

/** The decoder writes U+FFFD for bytes that are not UTF-8. */
function isBrokenText(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isBrokenText);
  return typeof value === "string" && value.includes("\ufffd");
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === "" || value === 0 || value === false) return true;
  return (value instanceof Uint8Array || Array.isArray(value)) && value.length === 0;
}

function withoutDefaults(body: object, oneof: readonly string[]): object {
  const written: Fields = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === "controlPermissions")
      written[name] = { permissions: Number((value as { permissions: bigint }).permissions) };
    else if (value !== undefined && (oneof.includes(name) || !isDefault(value))) written[name] = value;
  }
  return written;
}
