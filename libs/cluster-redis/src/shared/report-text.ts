import type { RedisReply } from "../connection/redis-call.ts";
import { replyList, replyText } from "../connection/redis-reply.ts";

/** JSON of this or another release; what is none is left out [CL-16]. */
export function parsedObject<T>(text: string): Partial<T> | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? (said as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}

/** More than anything is counted here, and than the API server takes in a status. */
const MOST = 1e15;
const LONGEST_WORD = 512;

/** A number of a report: whoever writes it may be a node that was taken over, and sums are made of it. What is none, or less than nothing, is 0. */
export function readCount(said: unknown, most: number = MOST): number {
  return typeof said === "number" && said > 0 ? Math.min(said, most) : 0;
}

export function readWord(said: unknown, longest: number = LONGEST_WORD): string {
  return typeof said === "string" ? said.slice(0, longest) : "";
}

/** Reports as they were written; what a reader does not understand is left out. */
export function readReports<T>(reply: RedisReply, read: (said: Partial<T>) => T | undefined): readonly T[] {
  return replyList(reply).flatMap((text) => {
    const said = parsedObject<T>(replyText(text));
    return (said === undefined ? undefined : read(said)) ?? [];
  });
}
