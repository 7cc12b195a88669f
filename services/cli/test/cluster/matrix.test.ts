import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import type { SimulatedClientOptions, TcpBalancer } from "@fairlead/testkit";
import { describeMatrix, type MatrixScene } from "../whole/support/matrix.ts";
import { openBalancers } from "./support/balancers.ts";
import { TestCluster } from "./support/test-cluster.ts";

const TESTDATA = join(import.meta.dirname, "../whole/testdata");
const FILES = [
  { from: join(TESTDATA, "hbbs.test.cert.pem"), name: "cert.pem" },
  { from: join(TESTDATA, "hbbs.test.key.pem"), name: "key.pem" },
];
type Options = Partial<SimulatedClientOptions>;

describe("three rendezvous and three relays, another node for every connection [CL-20][CL-23][CL-25]", () => {
  let cluster: TestCluster;
  let ca: string;
  before(async () => {
    ca = await readFile(FILES[0]?.from ?? "", "utf8");
    cluster = await TestCluster.start({ files: FILES });
  });
  after(() => cluster[Symbol.asyncDispose]());
  describeMatrix(sceneOf({ cluster: () => cluster, ca: () => ca, options: () => ({}) }));
});

describe("behind a balancer that says who connects, another node for every connection [CL-50]", () => {
  let cluster: TestCluster;
  let balancers: readonly TcpBalancer[];
  let ca: string;
  before(async () => {
    ca = await readFile(FILES[0]?.from ?? "", "utf8");
    cluster = await TestCluster.start({ files: FILES, rendezvousWords: ["--trusted-proxies", "127.200.0.1/32"] });
    balancers = await openBalancers(cluster, "127.200.0.1");
  });
  after(async () => {
    for (const balancer of balancers) await balancer[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  });
  const options = (): Options => ({ hosts: () => ["127.200.0.1"], udpHosts: cluster.addresses });
  describeMatrix(sceneOf({ cluster: () => cluster, ca: () => ca, options }));
});

interface Place {
  readonly cluster: () => TestCluster;
  readonly ca: () => string;
  readonly options: () => Options;
}

/** Whoever names a relay without having been told one has it in its settings: the cluster's relays have addresses of their own. */
function sceneOf({ cluster, ca, options }: Place): MatrixScene {
  const own = (): Options => ({ ...options(), relayServer: cluster().relayAddress(0) });
  const device = (wanted: Options): Options => ({ ...options(), ...wanted });
  return {
    client: async (wanted) => cluster().client({ ...own(), ...wanted }),
    device: (wanted) => cluster().registeredClient(device(wanted)),
    wss: () => ({
      rendezvous: "hbbs.test:21116",
      ca: ca(),
      route: (url) => ({ host: url.hostname, port: portOf(url, cluster()) }),
    }),
  };
}

function portOf(url: URL, cluster: TestCluster): number {
  return url.port === "" ? (cluster.rendezvous[0]?.ports.webSocket ?? 0) : Number(url.port);
}
