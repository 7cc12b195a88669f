import { readFileSync } from "node:fs";
import { RigApi } from "../rig-api.ts";
import { Runner } from "./runner.ts";
import type { RunnerSettings } from "./runner-settings.ts";

// A kubelet for tests: node libs/kube-rig/src/pod-runner/main.ts SETTINGS.json. Says `ready` when its nodes are registered.
// Played: images as processes of this machine in namespaces of their own; arguments, environment, volumes (Secret, ConfigMap, projected, downward, emptyDir, claims),
// readiness, liveness, start-up, restarts, grace, exit codes, termination messages, hostPort, hostNetwork (one node's pods at a time), load balancer addresses.
// Not played: lifecycle hooks, resources, security contexts, exec by way of the API server (logs are).
const settings = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as RunnerSettings;
const over = new AbortController();
const runner = new Runner(new RigApi(settings.kubeconfig), settings);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    over.abort();
    runner.end();
    process.exit(0);
  });
await runner.start(over.signal);
console.log("ready");
