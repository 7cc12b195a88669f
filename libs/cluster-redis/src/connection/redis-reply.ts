import type { RedisReply } from "./redis-call.ts";

/** Readers of replies. Each throws a TypeError for what a script or command of ours never answers. */
export function replyText(reply: RedisReply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString("utf8");
  if (typeof reply === "number") return String(reply);
  throw unexpected(reply);
}

export function replyBytes(reply: RedisReply | undefined): Buffer {
  if (Buffer.isBuffer(reply)) return reply;
  throw unexpected(reply);
}

export function replyNumber(reply: RedisReply | undefined): number {
  if (typeof reply === "number") return reply;
  const number = Number(replyText(reply));
  if (Number.isNaN(number)) throw unexpected(reply);
  return number;
}

export function replyList(reply: RedisReply | undefined): readonly RedisReply[] {
  if (Array.isArray(reply)) return reply as readonly RedisReply[];
  throw unexpected(reply);
}

/** A value that may be absent. */
export function replyMaybe<T>(reply: RedisReply | undefined, read: (present: RedisReply) => T): T | undefined {
  return reply === null || reply === undefined ? undefined : read(reply);
}

function unexpected(reply: RedisReply | undefined): TypeError {
  return new TypeError(`Redis answered ${Array.isArray(reply) ? "a list" : typeof reply}, not what was asked`);
}
