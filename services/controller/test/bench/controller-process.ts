import { setFlagsFromString } from "node:v8";
import { silentLogger } from "@fairlead/base";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { startController } from "../../src/start-controller.ts";

/** As the command starts it in a pod, but at a URL: a kubeconfig is read with what no pod loads. */
const [url = "", redis = "", opsPort = "0"] = process.argv.slice(2);
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--optimize-for-size");
const ports = { clock: liveClock(), random: liveRandom(), logger: silentLogger };
const names = { fullname: "x", namespace: "default", configMap: "x-controller", identity: "bench" };
const ops = { host: "127.0.0.1", port: Number(opsPort), asked: true };
const running = await startController(ports, { ...names, ops, kube: { kind: "url", url }, redis: { url: redis } });
process.once("SIGTERM", () => void running[Symbol.asyncDispose]().then(() => process.exit()));
