import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { createInterface } from "node:readline";

export type Json = { readonly [field: string]: unknown };

/** What the API server refused. */
export class RigApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** It may be granted another time: the server is busy, or in trouble. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } },
  ];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** The rig's own way to the API server: it shares nothing with the code that is tested. */
export class RigApi implements Disposable {
  readonly server: URL;
  readonly ca: Buffer;
  readonly #token: string;
  readonly #agent: Agent;

  /** A kubeconfig in JSON, as start-control-plane.sh writes it. */
  constructor(kubeconfigFile: string) {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfigFile, "utf8")) as Kubeconfig;
    this.server = new URL(clusters[0].cluster.server);
    this.ca = Buffer.from(clusters[0].cluster["certificate-authority-data"], "base64");
    this.#token = users[0].user.token;
    this.#agent = new Agent({ keepAlive: true, ca: this.ca });
  }

  get token(): string {
    return this.#token;
  }

  get<T = Json>(path: string): Promise<T> {
    return this.call<T>("GET", path);
  }

  merge<T = Json>(path: string, body: Json): Promise<T> {
    return this.call<T>("PATCH", path, body, "application/merge-patch+json");
  }

  call<T = Json>(method: string, path: string, body?: Json, contentType = "application/json"): Promise<T> {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body), "utf8");
    const { hostname: host, port } = this.server;
    // Node sends no length for a DELETE by itself, and the server then takes the body for the next request.
    const sized = bytes === undefined ? {} : { "content-type": contentType, "content-length": bytes.length };
    const headers = { ...this.#headers(), ...sized };
    return new Promise((resolve, reject) => {
      const asked = request({ host, port, path, method, headers, agent: this.#agent, timeout: 30_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () =>
          settle(answer.statusCode ?? 0, Buffer.concat(chunks).toString("utf8"), { resolve, reject }),
        );
      });
      asked.on("timeout", () => asked.destroy(new Error(`no answer to ${method} ${path} within 30 s`)));
      asked.on("error", (error: NodeJS.ErrnoException) => {
        // A connection that was kept had been cut before anything was asked by it.
        const unasked = method === "GET" && asked.reusedSocket && error.code === "ECONNRESET";
        if (unasked) this.call<T>(method, path).then(resolve, reject);
        else reject(error);
      });
      asked.end(bytes);
    });
  }

  /** Each line of an answer that goes on; ends when the server ends it. */
  async *lines(path: string): AsyncGenerator<string> {
    const { hostname: host, port } = this.server;
    const answer = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
      const asked = request({ host, port, path, headers: this.#headers(), ca: this.ca, agent: false }, resolve);
      asked.on("error", reject);
      asked.end();
    });
    yield* createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.#token}`, accept: "application/json", "user-agent": "kube-rig/1" };
  }
}

function settle(
  status: number,
  text: string,
  ends: { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void },
): void {
  const answer = text.startsWith("{") ? (JSON.parse(text) as { readonly message?: string }) : text;
  if (status < 300) ends.resolve(answer as never);
  else ends.reject(new RigApiError(status, (typeof answer === "string" ? answer : answer.message) ?? text));
}
