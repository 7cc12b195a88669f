import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { kubeTools, neededTools } from "../../../src/kube-tools.ts";
import { inRepository } from "../../../src/scripts.ts";
import { merged, REQUIRED, type Values } from "./rendered-chart.ts";

const found = kubeTools();
const skip = found.kind === "missing" ? found.reason : false;

/** What a person reads after helm install; nothing is installed. */
function notes(values: Values): string {
  const words = [
    "install",
    "desk",
    inRepository("charts/fairlead"),
    "--namespace",
    "fl",
    "--dry-run=client",
    "--values",
    "-",
  ];
  const ran = spawnSync(neededTools().bin("helm"), words, {
    input: JSON.stringify(merged(REQUIRED, values)),
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout.slice(ran.stdout.indexOf("NOTES:"));
}

const ROWS: readonly (readonly [sentence: string, values: Values, expected: readonly RegExp[]])[] = [
  [
    "the one command for config string and key",
    {},
    [/kubectl -n fl exec deployment\/desk-fairlead-rendezvous -- fairlead config-string --with-key/],
  ],
  [
    "the same where there is a DaemonSet",
    { service: { mode: "hostNetwork" }, networkPolicy: { enabled: false } },
    [/exec daemonset\/desk-fairlead-rendezvous/, /pod-security\.kubernetes\.io\/enforce=privileged/],
  ],
  [
    "the faster modes, at a mesh",
    {},
    [/hostPort/, /perPodLoadBalancer/, /sharedLoadBalancer/, /nodePort/, /gateway/, /costs a hop/],
  ],
  [
    "what host modes need",
    { relayPool: { exposure: { mode: "hostPort" } } },
    [/pod-security\.kubernetes\.io\/enforce=privileged/, /fairlead\.io\/public-address/, /21117 and 21119/],
  ],
  [
    "what stays at uninstall, by name",
    {},
    [
      /Secret desk-fairlead-signing-key/,
      /PersistentVolumeClaim data-desk-fairlead-redis-0/,
      /CustomResourceDefinitions/,
      /desk-fairlead-bus-ca/,
    ],
  ],
  [
    "nothing of what you gave is named as ours",
    { admin: { existingSecret: "my-token" }, redis: { existingSecret: "my-redis" } },
    [
      /^(?![\s\S]*my-(token|redis))/,
      /desk-fairlead-public-key/,
      /Pod desk-fairlead-test of helm test/,
      /RelayPools go, yours too/,
    ],
  ],
  [
    "no claim where there is none",
    { redis: { persistence: { enabled: false } } },
    [/WITHOUT a volume/, /^(?![\s\S]*PersistentVolumeClaim)/],
  ],
  ["how to test", {}, [/helm test desk -n fl/, /fairlead doctor rd\.example\.com/]],
  [
    "the port clients must name, with node ports",
    { service: { mode: "nodePort", nodePorts: { main: 30_116 } } },
    [/rd\.example\.com:30116/],
  ],
];

describe("the notes after an install", { skip }, () => {
  for (const [sentence, values, expected] of ROWS) {
    it(sentence, () => {
      for (const one of expected) assert.match(notes(values), one);
    });
  }
});
