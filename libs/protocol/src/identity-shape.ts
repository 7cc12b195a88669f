const MIN_ID_BYTES = 6;
/** The store's column is as long. Clients take foreign ids up to 253 bytes, and make none over 20 or so. */
const MAX_ID_BYTES = 100;
const MAX_UUID_BYTES = 128;
/** An Ed25519 key has 32; room for what a later client may send. */
const MAX_PUBLIC_KEY_BYTES = 64;
/** Control, format and surrogate characters, line and paragraph separators, and the sign of bytes that were no text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;
const CHOSEN_ID = /^[a-zA-Z][A-Za-z0-9_-]{5,15}$/;

/** [RK-7] What may register: numbers, host names, chosen names; any printable text of 6 to 100 bytes. */
export function isPeerIdText(id: string): boolean {
  const length = Buffer.byteLength(id);
  return length >= MIN_ID_BYTES && length <= MAX_ID_BYTES && !UNPRINTABLE.test(id);
}

/** [CI-1] What a person may choose as an id. Narrower than the client's own check, which lets letters of any script through. */
export const isChosenId = (id: string): boolean => CHOSEN_ID.test(id);

/** A machine id, or on mobile a raw key: opaque, 1 to 128 bytes. */
export const isUuidLength = (uuid: Uint8Array): boolean => uuid.length > 0 && uuid.length <= MAX_UUID_BYTES;

export const isPublicKeyLength = (pk: Uint8Array): boolean => pk.length > 0 && pk.length <= MAX_PUBLIC_KEY_BYTES;

/** [RR-2] The session uuid is text that both legs repeat: opaque, 1 to 128 bytes. */
export function isSessionUuid(text: string): boolean {
  return text !== "" && text.length <= 128 && Buffer.byteLength(text) <= 128;
}
