import { noMetrics } from "@fairlead/base";
import type { InstallRow } from "@fairlead/controller";
import { formatAnswer, helpLines, loadWords, tableAnswer, WordTable } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import { KUBE_INIT_WORDS, planKubeInit } from "../settings/kube-init-words.ts";
import { planKubeApi } from "../settings/kube-words.ts";
import { Notices } from "../settings/notices.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const DONE: Readonly<Record<InstallRow["result"], string>> = {
  made: "made",
  kept: "kept, it was there",
  given: "yours, and good",
};

export const kubeInit: Command = {
  names: ["kube-init"],
  summary: "make what an install on Kubernetes needs once: keys, certificates, passwords",
  help: () =>
    [
      "fairlead kube-init --name X --namespace N [--redis embedded] [--kubeconfig FILE]",
      "",
      "Makes the Secrets X-signing-key, X-bus-ca, X-bus-rendezvous, X-bus-relay, X-admin-token, for an embedded Redis X-redis, and the ConfigMap X-public-key. It only creates: what",
      "is there is looked at, named, and stays as it is. May be run at any time, several at once. The chart runs it before each install and upgrade.",
      "",
      ...helpLines(KUBE_INIT_WORDS),
    ].join("\n"),
  async run(world) {
    const { words } = loadWords(new WordTable(KUBE_INIT_WORDS), world);
    const reader = new WordReader(words, new Notices());
    const { names, redis } = planKubeInit(reader);
    const settings = planKubeApi(reader, world.workingDir);
    // Loaded here alone: no other role has anything to do with Kubernetes.
    const [{ openKubeApi }, { initSecrets, installNames }] = await Promise.all([
      import("@fairlead/kube"),
      import("@fairlead/controller"),
    ]);
    await using api = await openKubeApi({ ...world, metrics: noMetrics }, settings);
    const all = installNames({ ...names, namespace: names.namespace ?? api.namespace });
    sayRows(world, await initSecrets(api, all, world, redis));
    return 0;
  },
};

function sayRows(world: World, rows: readonly InstallRow[]): void {
  const columns = ["object", "result", "what it is"];
  const cells = rows.map(({ kind, name, result, note }) => [`${kind} ${name}`, DONE[result], note]);
  world.out.write(`${formatAnswer(tableAnswer(columns, cells))}\n`);
}
