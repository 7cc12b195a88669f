import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ControlPlane } from "./control-plane.ts";
import { kubeTools } from "./kube-tools.ts";
import { insideWords } from "./private-network.ts";
import { outputOf } from "./run-program.ts";
import { script } from "./scripts.ts";

const PROGRAMS = ["containerd", "ctr", "runc", "iptables"] as const;
const PLUGINS = ["ptp", "portmap", "host-local", "loopback"].map((name) => `/usr/lib/cni/${name}`);

/** Why no real node can be had here. */
export function realNodeRefusal(): string | undefined {
  if (process.getuid?.() !== 0) return "a real node needs root; do: run as root";
  const absent = [...PROGRAMS.filter((name) => !isInPath(name)), ...PLUGINS.filter((path) => !existsSync(path))];
  if (absent.length > 0)
    return `no ${absent.join(", ")}; do: apt-get install containerd runc containernetworking-plugins iptables`;
  const found = kubeTools();
  if (found.kind === "missing") return found.reason;
  const missing = ["kubelet", "pause", "helm3"].filter((name) => !existsSync(found.tools.bin(name)));
  return missing.length === 0 ? undefined : `no ${missing.join(", ")} in ${found.tools.folder}/bin; do: make test-kube`;
}

const isInPath = (name: string): boolean =>
  ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin"].some((folder) => existsSync(join(folder, name)));

/** node-1 of a control plane on the cluster side of the private network: containerd and kubelet. Ends with the control plane. */
export class RealNode {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** `images` are archives that are there from the start; nothing is pulled. Resolves when the node is Ready. */
  static async start(plane: ControlPlane, images: readonly string[]): Promise<RealNode> {
    const { tools, folder } = plane;
    await leadToApi(plane);
    await outputOf([...insideWords(), script("start-node.sh"), tools.folder, folder, ...images], {
      timeoutMs: 300_000,
    });
    return new RealNode(folder);
  }

  /** An image archive of one of this machine's programs. */
  static async imageOfProgram(program: string, name: string, archive: string): Promise<string> {
    await outputOf([script("program-image.sh"), program, name, archive]);
    return archive;
  }

  log(program: "kubelet" | "containerd"): string {
    return readFileSync(join(this.#folder, "log", `${program}.log`), "utf8");
  }
}

/** What leads pods to the API server by its Service, as a server that is itself in the cluster keeps it. */
async function leadToApi({ api }: ControlPlane): Promise<void> {
  const slice = {
    ...{ apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", addressType: "IPv4" },
    metadata: { name: "kubernetes", labels: { "kubernetes.io/service-name": "kubernetes" } },
    endpoints: [{ addresses: [api.server.hostname], conditions: { ready: true } }],
    ports: [{ name: "https", port: Number(api.server.port), protocol: "TCP" }],
  };
  await api.call("POST", "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", slice);
}
