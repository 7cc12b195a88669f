import { type IncomingMessage, type RequestOptions, request } from "node:http";
import { join } from "node:path";
import { errorMessage, isSystemError } from "@fairlead/base";
import { type AdminAnswer, parseAnswer } from "./admin-answer.ts";
import { readAdminFile } from "./admin-file.ts";
import { ADMIN_PATH } from "./admin-http.ts";
import { ADMIN_NAME } from "./admin-socket.ts";
import { AdminCallError } from "./errors.ts";

/** Which server to ask: the one that runs in a data folder, or one over TCP. */
export type AdminTarget =
  | { readonly dataDir: string; readonly adminName?: string }
  | { readonly host: string; readonly port: number; readonly token: string };

const ANSWER_TIMEOUT_MS = 40_000;
const MAX_ANSWER_BYTES = 64 * 2 ** 20;

/** Runs one command. Refusals of the command are error answers; AdminCallError when no server answers. */
export async function callAdmin(target: AdminTarget, words: readonly string[]): Promise<AdminAnswer> {
  const text = await post(target, JSON.stringify({ words }));
  const answer = parseAnswer(text);
  if (answer === undefined)
    throw new AdminCallError(`${placeOf(target)} does not speak our admin protocol; do: check the port`);
  return answer;
}

function post(target: AdminTarget, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(requestOptions(target), (response) => {
      readAll(response).then(resolve, (cause) => reject(unreachable(target, cause)));
    });
    call.once("timeout", () => call.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)));
    call.once("error", (cause) => reject(unreachable(target, cause)));
    call.end(body);
  });
}

function requestOptions(target: AdminTarget): RequestOptions {
  const common = {
    method: "POST",
    path: ADMIN_PATH,
    agent: false,
    timeout: ANSWER_TIMEOUT_MS,
    headers: { "content-type": "application/json" },
  };
  if ("dataDir" in target) return { ...common, socketPath: socketOf(target) };
  const headers = { ...common.headers, authorization: `Bearer ${target.token}` };
  return { ...common, host: target.host, port: target.port, headers };
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue;
    byteCount += chunk.length;
    if (byteCount > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function socketOf({ dataDir, adminName = ADMIN_NAME }: Extract<AdminTarget, { dataDir: string }>): string {
  return readAdminFile(dataDir, adminName)?.socket ?? join(dataDir, `${adminName}.sock`);
}

function placeOf(target: AdminTarget): string {
  return "dataDir" in target ? socketOf(target) : `${target.host}:${target.port}`;
}

function unreachable(target: AdminTarget, cause: unknown): AdminCallError {
  const reason = errorMessage(cause);
  if ("dataDir" in target && isSystemError(cause, "ENOENT", "ECONNREFUSED")) {
    return new AdminCallError(
      `no server runs in ${target.dataDir}; do: start it there, or name its folder with --data-dir`,
      { cause },
    );
  }
  if (isSystemError(cause, "EACCES")) {
    return new AdminCallError(
      `${placeOf(target)} belongs to another user; do: run ctl as the user that runs the server`,
      { cause },
    );
  }
  return new AdminCallError(`no answer from ${placeOf(target)}: ${reason}; do: check that the server runs`, { cause });
}
