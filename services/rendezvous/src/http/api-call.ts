import { type IncomingMessage, type OutgoingHttpHeaders, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import type { Clock } from "@fairlead/base";
import { endToEndHeaders, httpProxyStatus } from "@fairlead/protocol";
import type { HeaderEntry, HttpProxyResponse } from "@fairlead/wire";

/** One call to the API server on a client's behalf. */
export interface ApiCall {
  readonly baseUrl: string;
  readonly method: string;
  /** Path and query, below the base URL's own path. */
  readonly path: string;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array;
  readonly clientIp: string;
}
export interface ApiCallLimits {
  readonly deadlineMs: number;
  /** Of the answer's body. */
  readonly maxBytes: number;
}

/** Never rejects: what goes wrong is a 502 [HP-2]. */
export async function callApi(call: ApiCall, limits: ApiCallLimits, clock: Clock): Promise<HttpProxyResponse> {
  const signal = clock.deadline(limits.deadlineMs);
  try {
    const answer = await send(call, signal);
    const body = await readBody(answer, limits.maxBytes);
    if (body === undefined) return httpProxyStatus(502);
    return { status: answer.statusCode ?? 502, headers: readHeaders(answer), body, error: "" };
  } catch {
    // Absent, too slow, or cut off: the client is told the same.
    return httpProxyStatus(502);
  }
}

function send(call: ApiCall, signal: AbortSignal): Promise<IncomingMessage> {
  const base = new URL(call.baseUrl);
  const url = new URL(base.origin + base.pathname.replace(/\/$/, "") + call.path);
  const open = url.protocol === "https:" ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = open(url, { method: call.method, headers: headersOf(call), agent: false, signal });
    request.once("response", resolve);
    request.on("error", reject);
    request.on("close", () => reject(new Error("the API server closed without an answer")));
    request.end(call.body);
  });
}

/** Whose call it is, only we may say. */
function headersOf({ headers, body, clientIp }: ApiCall): OutgoingHttpHeaders {
  const sent: Record<string, string[]> = {};
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    sent[key] = [...(sent[key] ?? []), value];
  }
  return { ...sent, "content-length": body.length, "x-forwarded-for": clientIp, "x-real-ip": clientIp };
}

function readHeaders(answer: IncomingMessage): HeaderEntry[] {
  const entries: HeaderEntry[] = [];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2)
    entries.push({ name: (answer.rawHeaders[at] ?? "").toLowerCase(), value: answer.rawHeaders[at + 1] ?? "" });
  return endToEndHeaders(entries);
}

/** `undefined` when it is longer than it may be. */
async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of answer) {
    if (!(chunk instanceof Uint8Array)) continue;
    byteCount += chunk.length;
    if (byteCount > maxBytes) {
      answer.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
