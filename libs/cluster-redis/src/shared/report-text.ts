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

/** Reports as they were written; what a reader does not understand is left out. */
export function readReports<T>(reply: RedisReply, read: (said: Partial<T>) => T | undefined): readonly T[] {
  return replyList(reply).flatMap((text) => {
    const said = parsedObject<T>(replyText(text));
    return (said === undefined ? undefined : read(said)) ?? [];
  });
}
