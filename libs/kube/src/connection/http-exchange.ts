import { type Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { KubeUnavailableError } from "../errors.ts";

/** More than any page of a list, and than any object (the store takes 1.5 MB): whoever sends more is no API server. */
const LONGEST_TEXT = 256 * 1024 * 1024;
const LONGEST_LINE = 16 * 1024 * 1024;

export interface HttpQuestion {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

/** Resolves with the head of the answer; the body is the caller's to read. */
export function ask({ url, method, headers, body, agent, signal }: HttpQuestion): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const request = open(url, { method, headers, agent, signal });
    request.on("response", resolve);
    request.on("error", reject);
    request.end(body);
  });
}

export async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_TEXT) throw new KubeUnavailableError(`an answer of more than ${LONGEST_TEXT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Lines as they come; what follows the last newline is half a line, and is none. */
export async function* readLines(response: IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > LONGEST_LINE) throw new KubeUnavailableError(`a line of more than ${LONGEST_LINE} bytes`);
    yield* parts.filter((line) => line !== "");
  }
}
