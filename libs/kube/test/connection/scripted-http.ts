import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer, type ServerOptions, Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export type Script = (asked: Asked, response: ServerResponse, count: number) => void;

/** An HTTP server that does exactly what a test says, and remembers what it was asked. */
export class ScriptedHttp implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  readonly #script: Script;

  private constructor(script: Script, tls?: ServerOptions) {
    this.#script = script;
    const serve = (incoming: IncomingMessage, response: ServerResponse): void => void this.#serve(incoming, response);
    this.#server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
    // Only the script breaks connections: an idle one that is closed is a reset to whoever asks on it just then.
    this.#server.keepAliveTimeout = 0;
  }

  static async start(script: Script, tls?: ServerOptions): Promise<ScriptedHttp> {
    const server = new ScriptedHttp(script, tls);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on, on new connections; there are no others. */
  useCertificate(tls: { readonly cert: string; readonly key: string }): void {
    if (this.#server instanceof TlsServer) this.#server.setSecureContext(tls);
    this.#server.closeIdleConnections();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, "close");
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const { method = "", url = "", headers } = incoming;
    const asked = { method, url, headers, body };
    this.asked.push(asked);
    this.#script(asked, response, this.asked.length);
  }
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** A certificate for 127.0.0.1 that is its own authority. */
export async function makeCertificate(
  folder: string,
  name: string,
): Promise<{ readonly cert: string; readonly key: string }> {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert];
  await promisify(execFile)("openssl", [...words, ...subject]);
  return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
}
