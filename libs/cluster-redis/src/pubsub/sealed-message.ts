import type { NodeRef } from "@fairlead/wire";

/** What is published: who sends, in clear, a line end, then the sealed bytes. */
export interface SealedMessage {
  readonly from: NodeRef;
  readonly sealed: Uint8Array;
}

const LINE_END = 0x0a;
/** A slot, a colon, an epoch. */
const MAX_NAME_BYTES = 128;

export const nodeText = ({ slot, epoch }: NodeRef): string => `${slot}:${epoch}`;

/** Both ends must agree on who speaks to whom, at which of their lives. */
export const pairText = (from: NodeRef, to: NodeRef): Buffer => Buffer.from(`${nodeText(from)}>${nodeText(to)}`);

export function writeSealedMessage({ from, sealed }: SealedMessage): Buffer {
  return Buffer.concat([Buffer.from(`${nodeText(from)}\n`), sealed]);
}

/** `undefined` for garbage. */
export function readSealedMessage(bytes: Buffer): SealedMessage | undefined {
  const end = bytes.subarray(0, MAX_NAME_BYTES).indexOf(LINE_END);
  const [, slot, epoch] = /^(\d{1,4}):(.+)$/.exec(bytes.subarray(0, Math.max(0, end)).toString("utf8")) ?? [];
  if (slot === undefined || epoch === undefined) return undefined;
  return { from: { slot: Number(slot), epoch }, sealed: bytes.subarray(end + 1) };
}
