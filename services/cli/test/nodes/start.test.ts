import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findPort, findPortBlock, LoopbackHosts, type PortBlock, RedisServer, TempFolder } from "@fairlead/testkit";
import { writeKeyFiles } from "../cluster/support/key-files.ts";
import { FairleadProcess, run } from "../fairlead-process.ts";

const SECRET = "a secret that nobody may read";

/** What one node of a scene is started with. */
class Scene implements AsyncDisposable {
  readonly #folder: TempFolder;
  readonly #hosts: LoopbackHosts;

  private constructor(folder: TempFolder, hosts: LoopbackHosts) {
    this.#folder = folder;
    this.#hosts = hosts;
  }

  static async open(seed: number): Promise<Scene> {
    const folder = await TempFolder.create("node");
    await writeFile(join(folder.path, "bus-secret"), SECRET, { mode: 0o600 });
    return new Scene(folder, new LoopbackHosts(process.pid + seed));
  }

  async node(
    name: string,
    redisUrl: string,
  ): Promise<{
    readonly words: readonly string[];
    readonly dataDir: string;
    readonly ports: PortBlock;
    readonly opsPort: number;
  }> {
    const ports = await findPortBlock(this.#hosts.next());
    const [opsPort, busPort] = [await findPort("127.0.0.1"), await findPort(ports.address)];
    const dataDir = join(this.#folder.path, name);
    await mkdir(dataDir);
    const words = [
      ...[
        "rendezvous",
        "--data-dir",
        dataDir,
        "-b",
        ports.address,
        "-p",
        String(ports.main),
        "--ops-port",
        String(opsPort),
      ],
      ...["--redis", redisUrl, "--node", name, "--bus", `${ports.address}:${busPort}`],
      ...["--bus-secret-file", join(this.#folder.path, "bus-secret"), "--drain-seconds", "1"],
    ];
    return { words, dataDir, ports, opsPort };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}

function isOpen({ address, main }: PortBlock): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(main, address);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
const statusOf = async (port: number, page: string): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}/${page}`)).status;

describe("a node starts", () => {
  it("and waits for its Redis with its ports closed, alive and not ready; then it serves [CL-1][CL-2]", async () => {
    await using scene = await Scene.open(1);
    const redisPort = await findPort("127.0.0.1");
    const { words, ports, opsPort } = await scene.node("rd-1", `redis://127.0.0.1:${redisPort}`);
    await using node = new FairleadProcess(words);
    await node.says(/"event":"cluster\.waiting".*REDIS=127\.0\.0\.1/);
    assert.deepEqual(
      [await statusOf(opsPort, "livez"), await statusOf(opsPort, "readyz"), await isOpen(ports)],
      [200, 503, false],
    );
    await using _redis = await RedisServer.start({ port: redisPort });
    await node.says(/is ready/);
    assert.deepEqual([await statusOf(opsPort, "readyz"), await isOpen(ports)], [200, true]);
  });

  it("and is told to stop while it waits", async () => {
    await using scene = await Scene.open(2);
    const { words } = await scene.node("rd-1", `redis://127.0.0.1:${await findPort("127.0.0.1")}`);
    await using node = new FairleadProcess(words);
    await node.says(/"event":"cluster\.waiting"/);
    node.signal("SIGTERM");
    assert.equal((await node.ended).code, 143);
  });

  it("and is refused with another signing key than the cluster's, with both fingerprints [CL-18]", async () => {
    await using scene = await Scene.open(3);
    await using redis = await RedisServer.start();
    const first = await scene.node("rd-1", redis.url);
    const other = await scene.node("rd-2", redis.url);
    await writeKeyFiles(first.dataDir);
    await writeKeyFiles(other.dataDir);
    await using node = new FairleadProcess(first.words);
    await node.says(/is ready/);
    const { code, err } = await run(other.words);
    assert.equal(code, 1);
    assert.match(
      err,
      /fairlead: this node's key is SHA256:[0-9a-f]{16}, the cluster's is SHA256:[0-9a-f]{16}; KEY=-.*; do: put id_ed25519 of another rendezvous/,
    );
  });

  it("and is refused a Redis that forgets when it is full [CL-18]", async () => {
    await using scene = await Scene.open(4);
    await using redis = await RedisServer.start({ config: ["maxmemory-policy allkeys-lru"] });
    const { code, err } = await run((await scene.node("rd-1", redis.url)).words);
    assert.equal(code, 1);
    assert.match(err, /maxmemory-policy is allkeys-lru.*do: set maxmemory-policy noeviction/);
  });

  it("and is refused without a secret, before anything is opened [CL-42]", async () => {
    const { code, err } = await run(["rendezvous", "--redis", "redis://127.0.0.1:1", "--bus", "127.0.0.1"]);
    assert.deepEqual([code, err.trim().split("\n").length], [1, 1]);
    assert.match(err, /nodes need a secret.*do: make one with 'openssl rand -base64 32'/);
  });

  it("and never says what is secret", async () => {
    await using scene = await Scene.open(5);
    await using redis = await RedisServer.start({ config: ["requirepass hidden-password"] });
    const { words } = await scene.node("rd-1", `redis://:hidden-password@127.0.0.1:${redis.port}`);
    await using node = new FairleadProcess(words, { env: { RUST_LOG: "debug" } });
    await node.says(/is ready/);
    node.signal("SIGTERM");
    const { code, out, err } = await node.ended;
    assert.equal(code, 0);
    assert.doesNotMatch(out + err, /hidden-password|nobody may read/);
  });

  it("and a second one with its name is told of by both, in the log and by health", async () => {
    await using scene = await Scene.open(6);
    await using redis = await RedisServer.start();
    const first = await scene.node("rd-1", redis.url);
    await writeKeyFiles(first.dataDir);
    await using one = new FairleadProcess(first.words);
    await one.says(/is ready/);
    const second = await scene.node("rd-2", redis.url);
    const key = await readFile(join(first.dataDir, "id_ed25519"), "utf8");
    await using two = new FairleadProcess([...second.words, "--node", "rd-1", "-k", key]);
    await two.says(/is ready/);
    const body = await (await fetch(`http://127.0.0.1:${second.opsPort}/readyz`)).text();
    assert.match(body, /"part":"name","reason":"another node.* is called rd-1 too; do: give each its own/);
    await two.says(/"event":"node\.same_name".*is called rd-1 too.*"setting":"NODE_NAME=rd-1"/);
    await one.says(/"event":"node\.same_name"/);
  });
});
