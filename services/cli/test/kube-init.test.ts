import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { FakeKube, TempFolder } from "@fairlead/testkit";
import { decodeConfigString } from "@fairlead/wire";
import { type Ended, run } from "./fairlead-process.ts";

describe("fairlead kube-init", () => {
  let cluster: FakeKube;
  let folder: TempFolder;
  before(async () => {
    folder = await TempFolder.create("kube-init");
  });
  beforeEach(async () => {
    await cluster?.[Symbol.asyncDispose]();
    cluster = await FakeKube.start({ namespaces: ["rd"] });
    await writeFile(join(folder.path, "kubeconfig"), cluster.kubeconfig("token", "rd"));
  });
  after(async () => {
    await cluster?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const init = (...words: readonly string[]): Promise<Ended> =>
    run(["kube-init", "--kubeconfig", "kubeconfig", ...words], { cwd: folder.path });
  const value = (name: string, key: string): string => {
    const secret = cluster.get("secrets", name, "rd") as unknown as { readonly data: Record<string, string> };
    return Buffer.from(secret.data[key] ?? "", "base64").toString("utf8");
  };

  it("[KU-11] makes everything once, and says what it found the second time", async () => {
    const first = await init("--name", "fl", "--namespace", "rd", "--redis", "embedded");
    assert.equal(first.code, 0, first.err);
    assert.match(
      first.out,
      /^object +result +what it is\nSecret fl-signing-key +made +the key that devices trust: .*; public key /,
    );
    assert.equal(first.out.match(/ made /g)?.length, 7);
    const second = await init("--name", "fl", "--redis", "embedded");
    assert.equal(second.code, 0, second.err);
    assert.equal(second.out.match(/ kept, it was there /g)?.length, 7);
    for (const secret of [value("fl-signing-key", "id_ed25519").slice(0, 40), value("fl-redis", "admin-password")])
      assert.ok(secret.length >= 16 && !`${first.out}${second.out}`.includes(secret), "no secret is shown");
  });

  it("[KU-11] gives its objects the labels of the release, and the namespace of the connection where none is named", async () => {
    assert.equal((await init("--name", "fl", "--instance", "rel", "--labels", "team=remote,a/b=c")).code, 0);
    assert.deepEqual(cluster.get("secrets", "fl-bus-relay", "rd")?.metadata.labels, {
      team: "remote",
      "a/b": "c",
      "app.kubernetes.io/name": "fairlead",
      "app.kubernetes.io/instance": "rel",
      "app.kubernetes.io/component": "init",
      "app.kubernetes.io/managed-by": "fairlead-kube-init",
    });
    assert.equal(cluster.get("secrets", "fl-redis", "rd"), undefined);
  });

  it("[KU-11] looks at Secrets that were named, and refuses in one line what cannot be used", async () => {
    const metadata = { name: "mine", namespace: "rd" };
    cluster.put({ apiVersion: "v1", kind: "Secret", metadata, data: { id_ed25519: "bm90IGEga2V5" } } as never);
    const refused = await init("--name", "fl", "--key-secret", "mine");
    assert.equal(refused.code, 1);
    assert.match(refused.err, /^fairlead: Secret rd\/mine cannot be used: its id_ed25519 is .*; do: [^\n]+\n$/);
    assert.deepEqual(cluster.list("secrets"), [cluster.get("secrets", "mine", "rd")]);
  });

  it("says what is missing on its command line, and how to reach a cluster", async () => {
    for (const [words, message] of [
      [["kube-init"], /no name is given; .*do: give --name X/],
      [["kube-init", "--name", "fl"], /this is no pod of Kubernetes; .*do: give --kubeconfig FILE/],
      [["kube-init", "--name", "Fl_1", "--kubeconfig", "x"], /objects cannot be named so/],
      [["kube-init", "--name", "fl", "--redis", "some", "--kubeconfig", "x"], /do: give embedded or external/],
      [["kube-init", "--name", "fl", "--redis-users", "root", "--kubeconfig", "x"], /root is no role; .*do: give of /],
      [["kube-init", "--name", "fl", "--kubeconfig", "absent"], /absent/],
    ] as const) {
      const { code, err } = await run([...words], { cwd: folder.path });
      assert.equal(code, 1);
      assert.match(err, message);
    }
  });

  it("made the key that `fairlead config-string` shows in a rendezvous pod, where the Secret is a mounted file", async () => {
    assert.equal((await init("--name", "fl")).code, 0);
    await writeFile(join(folder.path, "id_ed25519"), value("fl-signing-key", "id_ed25519"));
    const env = { KEY_FILE: join(folder.path, "id_ed25519") };
    const { code, out, err } = await run(["config-string", "--host", "rd.example.com"], { cwd: "/", env });
    assert.equal(code, 0, err);
    const config = decodeConfigString(out.trim());
    assert.deepEqual([config?.host, config?.key], ["rd.example.com", value("fl-signing-key", "id_ed25519.pub")]);
  });
});
