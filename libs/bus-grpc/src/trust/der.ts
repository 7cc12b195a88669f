/** The few pieces of DER (X.690) that a certificate is made of. */
const LONG_FORM = 0x80;

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag), length(body.length), body]);
}

function length(bytes: number): Buffer {
  if (bytes < LONG_FORM) return Buffer.from([bytes]);
  const digits = Buffer.from(bytes.toString(16).padStart(bytes < 0x100 ? 2 : 4, "0"), "hex");
  return Buffer.concat([Uint8Array.of(LONG_FORM | digits.length), digits]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, ...parts);
export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const bits = (bytes: Uint8Array): Buffer => element(0x03, Uint8Array.of(0), bytes);
export const text = (value: string): Buffer => element(0x0c, Buffer.from(value, "utf8"));
export const truth = (): Buffer => element(0x01, Uint8Array.of(0xff));
/** `number` from the outside: a context tag, constructed or primitive. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer => element(0xa0 | number, ...parts);
export const taggedBytes = (number: number, bytes: Uint8Array): Buffer => element(0x80 | number, bytes);

/** A number that begins with 1 and goes on with these bytes: neither negative nor padded, whatever they are. */
export const serialNumber = (bytes: Uint8Array): Buffer => element(0x02, Uint8Array.of(1), bytes);
export const smallInteger = (value: number): Buffer => element(0x02, Uint8Array.of(value));

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** RFC 5280 §4.1.2.5: two digits of the year up to 2049, four after. */
export function moment(wallMs: number): Buffer {
  const digits = new Date(wallMs).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return digits < "2050" ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}
