import { runProgram } from "../run-program.ts";
import type { Pod } from "./pod.ts";

export interface HostedPod {
  readonly pod: Pod;
  readonly ip: string;
  /** Addresses of its node. */
  readonly nodeIps: readonly string[];
}

/** `hostPort` as the portmap plugin plays it: traffic to the node's addresses goes to the pod, and the source stays. */
export class HostPorts {
  #rules = "";
  #working: Promise<unknown> = Promise.resolve();

  /** The whole table is replaced at once. */
  show(pods: readonly HostedPod[]): void {
    const rules = pods.flatMap(rulesOf).sort().join("\n    ");
    if (rules === this.#rules) return;
    this.#rules = rules;
    const table = `table ip rig-host-ports
delete table ip rig-host-ports
table ip rig-host-ports {
  chain to-pods {
    ${rules}
  }
  chain prerouting {
    type nat hook prerouting priority dstnat - 5; policy accept;
    jump to-pods
  }
  chain output {
    type nat hook output priority -105; policy accept;
    jump to-pods
  }
}
`;
    this.#working = this.#working.then(async () => {
      const { code, stderr } = await runProgram(["nft", "-f", "-"], {
        stdin: table,
        env: { PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` },
      });
      if (code !== 0) console.error(`pod-runner: host ports: ${stderr}`);
    });
  }
}

function rulesOf({ pod, ip, nodeIps }: HostedPod): readonly string[] {
  if (pod.spec.hostNetwork === true) return [];
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? []);
  return ports.flatMap(({ hostPort, containerPort, protocol = "TCP" }) => {
    if (hostPort === undefined) return [];
    const match = `ip daddr { ${nodeIps.join(", ")} } ${protocol.toLowerCase()} dport ${hostPort}`;
    return [`${match} dnat to ${ip}:${containerPort}`];
  });
}
