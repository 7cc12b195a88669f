import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, delay, type Random } from "@fairlead/base";
import { loadOrCreateKeyPair, SECRET_KEY_FILE } from "@fairlead/runtime";
import { publicKeyText } from "@fairlead/wire";
import { type LocalNode, startNode } from "./local-node.ts";
import { findPlaces, type LocalPlaces } from "./local-places.ts";
import type { LocalProcess } from "./local-process.ts";
import { redisAnswers, refuseRunningRedis, startRedis } from "./local-redis.ts";
import { whenAborted } from "./when-aborted.ts";

export interface LocalClusterSettings {
  readonly folder: string;
  readonly rendezvous: number;
  readonly relays: number;
  readonly mainPort: number;
  /** PATH of the processes. */
  readonly path: string | undefined;
}
export interface LocalClusterPorts {
  readonly clock: Clock;
  readonly random: Random;
}

const POLL_MS = 50;
const REDIS_START_MS = 10_000;
const NODE_START_MS = 60_000;
/** After Ctrl-C: what drains may take, and then some. */
const STOP_MS = 15_000;

/** Redis, rendezvous nodes and relays as processes of this machine. */
export class LocalCluster implements AsyncDisposable {
  readonly publicKey: string;
  readonly places: LocalPlaces;
  readonly nodes: readonly LocalNode[];
  readonly redis: LocalProcess;
  readonly #clock: Clock;
  readonly #stopping: AbortSignal;

  private constructor(
    clock: Clock,
    stopping: AbortSignal,
    parts: Pick<LocalCluster, "publicKey" | "places" | "nodes" | "redis">,
  ) {
    this.#clock = clock;
    this.#stopping = stopping;
    this.publicKey = parts.publicKey;
    this.places = parts.places;
    this.nodes = parts.nodes;
    this.redis = parts.redis;
  }

  /** Resolves when every node serves. Otherwise, and when it is to stop meanwhile, nothing of it is left running. */
  static async start(
    ports: LocalClusterPorts,
    settings: LocalClusterSettings,
    stopping: AbortSignal,
  ): Promise<LocalCluster> {
    const { folder } = settings;
    await refuseRunningRedis(ports.clock, join(folder, "redis"));
    const places = await findPlaces(settings.rendezvous, settings.relays, settings.mainPort);
    const publicKey = await makeKey(ports, folder);
    await mkdir(join(folder, "redis"), { recursive: true, mode: 0o700 });
    const redis = await startRedis(places.redis, join(folder, "redis"));
    const cluster = new LocalCluster(ports.clock, stopping, { publicKey, places, nodes: [], redis });
    try {
      await cluster.#until(REDIS_START_MS, redis, () => redisAnswers(places.redis));
      const nodes = await startNodes(settings, places, publicKey);
      const whole = new LocalCluster(ports.clock, stopping, { publicKey, places, nodes, redis });
      await whole.#whenServing();
      return whole;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** As Ctrl-C: the nodes leave one another, then Redis ends. `now` aborts the patience. */
  async stop(now: AbortSignal): Promise<void> {
    for (const { process } of this.nodes) process.interrupt();
    const over = AbortSignal.any([now, this.#clock.deadline(STOP_MS)]);
    await Promise.race([Promise.all(this.nodes.map(({ process }) => process.ended)), whenAborted(over)]);
    await this[Symbol.asyncDispose]();
  }

  /** Ends all that still runs, now. */
  async [Symbol.asyncDispose](): Promise<void> {
    const all = [...this.nodes.map(({ process }) => process), this.redis];
    for (const process of all.slice(0, -1)) process.signal("SIGKILL");
    this.redis.signal("SIGTERM");
    await Promise.race([this.redis.ended, whenAborted(this.#clock.deadline(2_000))]);
    this.redis.killGroup();
    await Promise.all(all.map(({ ended }) => ended));
  }

  async #whenServing(): Promise<void> {
    try {
      await Promise.all(
        this.nodes.map(({ process }) => this.#until(NODE_START_MS, process, () => /is ready/.test(process.said))),
      );
    } catch (error) {
      await this[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #until(limitMs: number, process: LocalProcess, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const untilMs = this.#clock.now() + limitMs;
    while (!(await isSo())) {
      if (this.#stopping.aborted) throw new Error("told to stop before everything was up");
      if (process.hasEnded || this.#clock.now() > untilMs)
        throw new Error(`${process.name} did not start: ${process.complaint}`);
      await delay(this.#clock, POLL_MS);
    }
  }
}

/** One signing key for all rendezvous nodes, and one secret for all nodes; those of an earlier start stay. */
async function makeKey({ clock, random }: LocalClusterPorts, folder: string): Promise<string> {
  await mkdir(join(folder, "key"), { recursive: true, mode: 0o700 });
  const { pair } = await loadOrCreateKeyPair({ dir: join(folder, "key"), clock });
  const secret = Buffer.from(random.bytes(32)).toString("base64");
  await writeFile(join(folder, "bus-secret"), secret, { flag: "wx", mode: 0o600 }).catch(ignoreExisting);
  return publicKeyText(pair.publicKey);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function startNodes(
  { folder, path }: LocalClusterSettings,
  { rendezvous, relays, redis, mainPort }: LocalPlaces,
  publicKey: string,
): Promise<readonly LocalNode[]> {
  const keyText = await readFile(join(folder, "key", SECRET_KEY_FILE), "utf8");
  const shared = { redisAddress: redis, folder, publicKey, keyText, path };
  const starting = await Promise.allSettled([
    ...rendezvous.map((address, index) =>
      startNode({ ...shared, name: `rd-${index + 1}`, role: "rendezvous", address, port: mainPort }),
    ),
    ...relays.map((address, index) =>
      startNode({ ...shared, name: `rl-${index + 1}`, role: "relay", address, port: mainPort + 1 }),
    ),
  ]);
  return allOrNone(starting);
}

/** Where one does not start, the others are ended. */
function allOrNone(starting: readonly PromiseSettledResult<LocalNode>[]): readonly LocalNode[] {
  const nodes = starting.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = starting.find((one) => one.status === "rejected");
  if (failed === undefined) return nodes;
  for (const { process } of nodes) process.signal("SIGKILL");
  throw failed.reason;
}
