import { createSocket } from "node:dgram";
import { RigApi } from "../rig-api.ts";
import { answerTo, questionOf } from "./answer.ts";
import { recordsOf, type ServiceObject, type SliceObject } from "./records.ts";

// Cluster DNS for the private network: node libs/kube-rig/src/cluster-dns/main.ts KUBECONFIG ADDRESS [NAMES.json]. Service names from lists at most half a second
// old, and the names that NAMES.json gives ({"rd.example.com": "198.51.100.1"}); no other name exists.
const [kubeconfig = "", address = "", namesFile] = process.argv.slice(2);
const api = new RigApi(kubeconfig);
const socket = createSocket("udp4");
const MAX_AGE_MS = 500;
let records: ReadonlyMap<string, readonly string[]> = new Map();
let loadedAt = Number.NEGATIVE_INFINITY;
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  const [services, slices] = await Promise.all([
    api.get<{ readonly items: readonly ServiceObject[] }>("/api/v1/services"),
    api.get<{ readonly items: readonly SliceObject[] }>("/apis/discovery.k8s.io/v1/endpointslices"),
  ]);
  records = new Map([...recordsOf(services.items, slices.items), ...(await givenNames())]);
  loadedAt = performance.now();
}

async function givenNames(): Promise<ReadonlyMap<string, readonly string[]>> {
  if (namesFile === undefined) return new Map();
  const { readFile } = await import("node:fs/promises");
  const names = JSON.parse(await readFile(namesFile, "utf8")) as Readonly<Record<string, string>>;
  return new Map(Object.entries(names).map(([name, ip]) => [name, [ip]]));
}

async function refresh(): Promise<void> {
  if (performance.now() - loadedAt <= MAX_AGE_MS) return;
  loading ??= load().finally(() => {
    loading = undefined;
  });
  // What was known last is better than nothing while the API server is away.
  await loading.catch((error: Error) => console.error("cluster-dns:", error.message));
}

socket.on("message", (query, from) => {
  void refresh().then(() => socket.send(answerTo(query, records.get(questionOf(query).name)), from.port, from.address));
});
socket.bind(53, address, () => console.log("ready"));
