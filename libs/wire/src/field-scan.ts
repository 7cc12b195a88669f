import { WireError } from "./errors.ts";

/** One field of a serialised message: where its tag starts, where its value starts, where both end. */
export interface FieldSpan {
  readonly field: number;
  /** 0 varint, 1 fixed 64, 2 length-delimited, 5 fixed 32. */
  readonly wireType: number;
  readonly start: number;
  /** For length-delimited fields: after the length. */
  readonly valueStart: number;
  readonly end: number;
}

interface Varint {
  readonly value: number;
  readonly end: number;
}

const bad = (message: string): WireError => new WireError("WIRE_BAD_MESSAGE", message);

/** Numbers above 2^53 lose low bits; only tags and lengths are read by value. */
function readVarint(bytes: Uint8Array, start: number): Varint {
  let value = 0;
  let scale = 1;
  for (let at = start; at < start + 10; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw bad("a varint is cut off");
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: at + 1 };
    scale *= 128;
  }
  throw bad("a varint is longer than 10 bytes");
}

function valueSpan(bytes: Uint8Array, wireType: number, start: number): { valueStart: number; end: number } {
  switch (wireType) {
    case 0:
      return { valueStart: start, end: readVarint(bytes, start).end };
    case 1:
      return { valueStart: start, end: start + 8 };
    case 2: {
      const length = readVarint(bytes, start);
      return { valueStart: length.end, end: length.end + length.value };
    }
    case 5:
      return { valueStart: start, end: start + 4 };
    default:
      throw bad(`wire type ${wireType} is not in use`);
  }
}

/** Throws WIRE_BAD_MESSAGE unless every field can be told from the next: what passes can be edited. */
export function checkFields(bytes: Uint8Array): void {
  const fields = scanFields(bytes);
  while (fields.next().done !== true);
}

/** The fields of a serialised message, in order, without looking into them. Groups are refused. Throws WIRE_BAD_MESSAGE. */
export function* scanFields(bytes: Uint8Array): Generator<FieldSpan> {
  for (let start = 0; start < bytes.length; ) {
    const tag = readVarint(bytes, start);
    const [field, wireType] = [Math.floor(tag.value / 8), tag.value % 8];
    if (field === 0 || field > 0x1fff_ffff) throw bad(`field number ${field} is not possible`);
    const { valueStart, end } = valueSpan(bytes, wireType, tag.end);
    if (end > bytes.length) throw bad(`field ${field} is cut off`);
    yield { field, wireType, start, valueStart, end };
    start = end;
  }
}
