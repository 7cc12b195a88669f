import { ClusterNames, ControlPlane, PodRunner } from "@fairlead/kube-rig";
import { BIN } from "../../fairlead-process.ts";
import { Install, type InstallOptions, NAMESPACE, type Values } from "./install.ts";
import { OutsideClients } from "./outside-clients.ts";

export interface SceneOptions extends InstallOptions {
  readonly nodes?: number;
}

export const IMAGE = "localhost/fairlead";
/** Tags of one program: an upgrade from one to the other rolls every pod. */
export const TAGS = ["now", "next"] as const;
/** Of each pod, in messages. */
const LAST_LINES = 12;
const REDIS = "localhost/redis:test";

/** What every test of the product as pods sets: our images, and shorter waits than clouds need. Clients reach what is on the first node. */
export const baseValues: Values = {
  host: "rd.example.com",
  image: { repository: IMAGE, tag: TAGS[0], pullPolicy: "Never" },
  redis: {
    image: { repository: "localhost/redis", tag: "test", pullPolicy: "Never" },
    nodeSelector: { "kubernetes.io/hostname": "node-1" },
  },
  rendezvous: {
    minReadySeconds: 1,
    readyDelaySeconds: 3,
    drainSeconds: 5,
    nodeSelector: { "kubernetes.io/hostname": "node-1" },
  },
};

/** The whole product in a cluster: pods are our processes behind a real kube-proxy, clients are outside. */
export class ProductScene implements AsyncDisposable {
  readonly plane: ControlPlane;
  readonly runner: PodRunner;
  readonly install: Install;
  readonly clients: OutsideClients;
  readonly names: ClusterNames;
  readonly #stack: AsyncDisposableStack;

  private constructor(parts: Omit<ProductScene, "run" | typeof Symbol.asyncDispose>, stack: AsyncDisposableStack) {
    this.plane = parts.plane;
    this.runner = parts.runner;
    this.install = parts.install;
    this.clients = parts.clients;
    this.names = parts.names;
    this.#stack = stack;
  }

  /** Resolves when `helm install --wait` has, the rendezvous has its address and the relays of the default pool serve. */
  static async open(options: SceneOptions = {}): Promise<ProductScene> {
    await using stack = new AsyncDisposableStack();
    const plane = stack.use(await ControlPlane.start());
    const program = [process.execPath, BIN];
    const images = { [`${IMAGE}:${TAGS[0]}`]: program, [`${IMAGE}:${TAGS[1]}`]: program, [REDIS]: ["redis-server"] };
    const runner = stack.use(await PodRunner.start(plane, { nodes: options.nodes ?? 1, images }));
    await plane.startProxy();
    const names = stack.use(await ClusterNames.start(plane));
    await plane.kubectl(["create", "namespace", NAMESPACE]);
    const install = new Install(plane, { ...options, values: merged(baseValues, options.values ?? {}) });
    const rendezvous = await told(install, runner, async () => {
      await install.install();
      return await rendezvousAddress(install);
    });
    const clients = stack.use(new OutsideClients({ rendezvous, key: await install.publicKey() }));
    return new ProductScene({ plane, runner, install, clients, names }, stack.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
  }
}

/** What went wrong, with what the pods said last. */
async function told<T>(install: Install, runner: PodRunner, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const pods = await install.kubectl("get", "pods,jobs,services,fairlead", "-o", "wide").catch(String);
    const said = (await allPods(install)).map(
      ({ name, container }) =>
        `--- ${name}\n${runner.logs(NAMESPACE, name, container).split("\n").slice(-LAST_LINES).join("\n")}`,
    );
    throw new Error([String(error), pods, await install.events(), ...said].join("\n"), { cause: error });
  }
}

async function allPods(install: Install): Promise<readonly { readonly name: string; readonly container: string }[]> {
  const format = "jsonpath={range .items[*]}{.metadata.name} {.spec.containers[0].name}{'\\n'}{end}";
  const text = await install.kubectl("get", "pods", "-o", format).catch(() => "");
  return text
    .trim()
    .split("\n")
    .map((line) => ({ name: line.split(" ")[0] ?? "", container: line.split(" ")[1] ?? "" }));
}

/** `host:port`, once the load balancer has one. */
async function rendezvousAddress(install: Install): Promise<string> {
  let address = "";
  await install.until("the rendezvous has an address", async () => {
    address = (await install.rendezvous())?.status?.addresses?.[0] ?? "";
    return address !== "";
  });
  return address.includes(":") ? address : `${address}:21116`;
}

/** The second wins, key by key. */
export function merged(one: Values, other: Values): Values {
  const isMap = (value: unknown): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = Object.entries(other).map(([name, value]) => {
    const before = one[name];
    return [name, isMap(before) && isMap(value) ? merged(before, value) : value] as const;
  });
  return { ...one, ...Object.fromEntries(entries) };
}
