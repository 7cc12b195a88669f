import { readFile } from "node:fs/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type RequestOptions } from "node:https";
import { dirname, resolve } from "node:path";
import { type Clock, errorMessage } from "@fairlead/base";
import type { KubeConfig } from "@kubernetes/client-node";
import { KubeOpenError } from "../errors.ts";
import type { Credentials, Endpoint } from "./endpoint.ts";
import { KEPT_ALIVE } from "./kept-alive.ts";
import { WatchedFile } from "./watched-file.ts";

export interface KubeconfigSettings {
  readonly file: string;
  readonly context?: string | undefined;
}

/** The way that a kubeconfig describes, with all its ways to log in: the client library knows them. Loaded only when one is used. */
export async function fromKubeconfig(clock: Clock, { file, context }: KubeconfigSettings): Promise<Endpoint> {
  const { KubeConfig, loadYaml } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    const text = await readFile(file, "utf8");
    config.loadFromString(text);
    config.makePathsAbsolute(dirname(resolve(file)));
    if (context !== undefined) config.setCurrentContext(context);
    const tokenFile = tokenFileOf(loadYaml<RawConfig>(text), config.getCurrentUser()?.name);
    const token = tokenFile === undefined ? undefined : new WatchedFile(clock, resolve(dirname(file), tokenFile));
    return new FromKubeconfig(config, serverOf(config, file), token);
  } catch (error) {
    if (error instanceof KubeOpenError) throw error;
    throw new KubeOpenError(
      `${file} cannot be used: ${errorMessage(error)}; do: name a kubeconfig that kubectl takes`,
      {
        cause: error,
      },
    );
  }
}

class FromKubeconfig implements Endpoint {
  readonly server: string;
  readonly namespace: string;
  readonly #config: KubeConfig;
  readonly #token: WatchedFile | undefined;
  #agent: HttpAgent | undefined;

  constructor(config: KubeConfig, server: string, token: WatchedFile | undefined) {
    this.server = server;
    this.namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? "default";
    this.#config = config;
    this.#token = token;
  }

  async credentials(again: boolean): Promise<Credentials> {
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    const headers = { ...(options.headers as Record<string, string> | undefined) };
    if (options.auth) headers["authorization"] = `Basic ${Buffer.from(options.auth).toString("base64")}`;
    if (this.#token !== undefined) headers["authorization"] = `Bearer ${await this.#token.text(again)}`;
    this.#agent ??= this.#agentOf(options);
    return { headers, agent: this.#agent };
  }

  [Symbol.dispose](): void {
    this.#agent?.destroy();
  }

  /** The library's own agents keep no connection; only those for proxies are used. */
  #agentOf({
    agent,
    ca,
    cert,
    key,
    rejectUnauthorized,
    servername,
  }: RequestOptions & { servername?: string | undefined }): HttpAgent {
    if (this.#config.getCurrentCluster()?.proxyUrl !== undefined && agent instanceof HttpAgent) return agent;
    if (this.server.startsWith("http:")) return new HttpAgent(KEPT_ALIVE);
    const tls = Object.entries({ ca, cert, key, rejectUnauthorized, servername }).filter(
      ([, value]) => value !== undefined,
    );
    return new HttpsAgent({ ...KEPT_ALIVE, ...Object.fromEntries(tls) });
  }
}

/** The library refuses plain HTTP without this word in the file; a server on the same machine is reached so on purpose. */
function serverOf(config: KubeConfig, file: string): string {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new KubeOpenError(`${file} has no current context; do: kubectl config use-context NAME`);
  if (cluster.server.startsWith("http:")) Object.assign(cluster, { skipTLSVerify: true });
  return cluster.server;
}

interface RawConfig {
  readonly users?: readonly { readonly name?: string; readonly user?: { readonly tokenFile?: string } | null }[] | null;
}

/** The library looks for this word under another name, and reads the file once. */
function tokenFileOf(config: RawConfig, user: string | undefined): string | undefined {
  return config.users?.find(({ name }) => name === user)?.user?.tokenFile;
}
