import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Clock, withDeadline } from "@fairlead/base";
import { type AdminAnswer, errorAnswer } from "./admin-answer.ts";
import type { AdminCommands } from "./admin-commands.ts";

/** Where commands are posted as `{"words": […]}`; the answer is an AdminAnswer in JSON. */
export const ADMIN_PATH = "/v1/command";

const MAX_REQUEST_BYTES = 64 * 1024;
const PHASE_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 32;
/** A command that has not answered by then is answered for; it goes on. */
const COMMAND_TIMEOUT_MS = 30_000;

interface Reply {
  readonly status: number;
  readonly answer: AdminAnswer;
}

/** An HTTP server for commands. With a token it asks every caller for it; without, whoever reaches the socket may call. */
export function createAdminHttp(clock: Clock, commands: AdminCommands, token?: string): Server {
  const server = createServer(
    { headersTimeout: PHASE_TIMEOUT_MS, requestTimeout: PHASE_TIMEOUT_MS, keepAliveTimeout: 1000 },
    (request, response) => {
      reply(clock, commands, token, request).then(
        (answered) => send(response, answered),
        () => response.destroy(),
      );
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

async function reply(
  clock: Clock,
  commands: AdminCommands,
  token: string | undefined,
  request: IncomingMessage,
): Promise<Reply> {
  if (token !== undefined && !isBearer(request.headers.authorization, token)) {
    return {
      status: 401,
      answer: errorAnswer("wrong or missing token; do: give ctl --token-file the file that the server has"),
    };
  }
  if (request.method !== "POST" || request.url !== ADMIN_PATH) {
    return { status: 404, answer: errorAnswer(`nothing is at ${request.method} ${request.url}`) };
  }
  const body = await readBody(request);
  if (body === undefined) return { status: 413, answer: errorAnswer("the command is too long") };
  const words = parseWords(body);
  if (words === undefined) return { status: 400, answer: errorAnswer('the request is not {"words": ["…"]}') };
  return { status: 200, answer: await runInTime(clock, commands, words) };
}

async function runInTime(clock: Clock, commands: AdminCommands, words: readonly string[]): Promise<AdminAnswer> {
  try {
    return await withDeadline(clock, COMMAND_TIMEOUT_MS, commands.run(words));
  } catch {
    return errorAnswer(`${words[0]} has not ended after ${COMMAND_TIMEOUT_MS / 1000} s; it goes on`);
  }
}

/** Equal in a time that does not depend on where the texts differ. */
function isBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) return undefined;
    byteCount += chunk.length;
    if (byteCount > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseWords(body: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null || !("words" in parsed)) return undefined;
    const { words } = parsed;
    return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, answer }: Reply): void {
  const closes = status === 413 ? { connection: "close" } : {};
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...closes });
  response.end(JSON.stringify(answer));
}
