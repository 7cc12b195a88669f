import { type FieldSpan, scanFields } from "./field-scan.ts";
import { messageBodies } from "./message-bodies.ts";
import type { MessageKind } from "./message-types.ts";

export type FieldValue = Uint8Array | string | bigint | number | boolean;

/** One change to a serialised message, by field number. `set` writes it once, where it first stood or at the end. */
export type FieldEdit =
  | { readonly field: number; readonly drop: true }
  | { readonly field: number; readonly set: FieldValue };

function varint(value: bigint | number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

function encodeField(field: number, value: FieldValue): Buffer {
  if (typeof value === "string") return encodeField(field, Buffer.from(value));
  if (value instanceof Uint8Array)
    return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(value.length)]), value]);
  return Buffer.from([...varint(field * 8), ...varint(typeof value === "boolean" ? Number(value) : value)]);
}

/**
 * Changes some fields of a serialised message and keeps all others byte for byte, in order, known or not [PB-2]. Nested messages are set as their bytes.
 * Throws WIRE_BAD_MESSAGE when the body is not a message.
 */
export function editFields(body: Uint8Array, edits: readonly FieldEdit[]): Buffer {
  const pending = new Map(edits.map((edit) => [edit.field, edit]));
  const pieces: Uint8Array[] = [];
  const done = new Set<number>();
  for (const span of scanFields(body)) {
    const edit = pending.get(span.field);
    if (edit === undefined) pieces.push(bytesOf(body, span));
    else if ("set" in edit && !done.has(span.field)) pieces.push(encodeField(edit.field, edit.set));
    done.add(span.field);
  }
  for (const edit of edits) if ("set" in edit && !done.has(edit.field)) pieces.push(encodeField(edit.field, edit.set));
  return Buffer.concat(pieces);
}

const bytesOf = (body: Uint8Array, span: FieldSpan): Uint8Array => body.subarray(span.start, span.end);

/** An envelope around a serialised body. */
export function wrapMessage(kind: MessageKind, body: Uint8Array): Buffer {
  return encodeField(messageBodies[kind].field, body);
}
