import { once } from "node:events";
import { connect } from "node:net";
import type { RedisServer } from "@fairlead/testkit";

/** The whole text of INFO, or of one of its sections. */
async function redisInfo({ address, port }: RedisServer, section: string): Promise<string> {
  const socket = connect(port, address);
  try {
    socket.write(`INFO ${section}\r\n`);
    const chunks: Buffer[] = [];
    let wanted = Number.POSITIVE_INFINITY;
    while (Buffer.concat(chunks).length < wanted) {
      const [chunk] = (await once(socket, "data")) as [Buffer];
      chunks.push(chunk);
      const head = /^\$(\d+)\r\n/.exec(Buffer.concat(chunks).toString("latin1"));
      if (head !== null) wanted = head[0].length + Number(head[1]) + 2;
    }
    return Buffer.concat(chunks).toString("utf8");
  } finally {
    socket.destroy();
  }
}

/** Calls of every command since the server's start; those inside scripts count too, the scripts themselves as well. */
export async function redisCalls(redis: RedisServer): Promise<ReadonlyMap<string, number>> {
  const lines = (await redisInfo(redis, "commandstats")).matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm);
  return new Map([...lines].map(([, name = "", calls]) => [name, Number(calls)]));
}

export async function redisBytes(redis: RedisServer): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redisInfo(redis, "memory"))?.[1] ?? 0);
}
