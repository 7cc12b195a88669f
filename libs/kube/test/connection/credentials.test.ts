import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Clock, noMetrics } from "@fairlead/base";
import { FakeKube, liveClock, liveRandom, ManualClock, TempFolder } from "@fairlead/testkit";
import {
  isKubeStatus,
  type KubeApiSettings,
  KubeOpenError,
  KubeUnavailableError,
  type OpenedKubeApi,
  openKubeApi,
} from "../../src/index.ts";
import { json, makeCertificate, ScriptedHttp } from "./scripted-http.ts";

const PODS = "/api/v1/pods";

function open(settings: KubeApiSettings, clock: Clock = liveClock()): Promise<OpenedKubeApi> {
  return openKubeApi({ clock, random: liveRandom(), metrics: noMetrics }, settings);
}

describe("in a pod", () => {
  let folder: TempFolder;
  let server: ScriptedHttp;
  before(async () => {
    folder = await TempFolder.create("kube");
    const tls = await makeCertificate(folder.path, "ca");
    server = await ScriptedHttp.start((_, response) => json(response, 200, {}), tls);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  const settings = (): KubeApiSettings => {
    return { kind: "in-cluster", host: "127.0.0.1", port: String(server.port), folder: folder.path };
  };
  const lastToken = (): string | undefined => server.asked.at(-1)?.headers.authorization;

  it("[KU-30] says the token of its file, and 10 s after it was rotated the new one", async () => {
    await writeFile(join(folder.path, "token"), "first\n");
    await writeFile(join(folder.path, "namespace"), "fairlead");
    const clock = new ManualClock();
    await using api = await open(settings(), clock);
    assert.deepEqual([api.namespace, api.server], ["fairlead", `https://127.0.0.1:${server.port}`]);
    await api.request("GET", PODS);
    assert.equal(lastToken(), "Bearer first");
    await writeFile(join(folder.path, "token"), "second\n");
    clock.advance(10_000);
    await api.request("GET", PODS);
    assert.equal(lastToken(), "Bearer second");
  });

  it("[KU-30] goes on with the token it has while the file is away", async () => {
    await writeFile(join(folder.path, "token"), "kept");
    const clock = new ManualClock();
    await using api = await open(settings(), clock);
    await rm(join(folder.path, "token"));
    clock.advance(20_000);
    await api.request("GET", PODS);
    assert.equal(lastToken(), "Bearer kept");
  });

  it("trusts the authority of its file alone, also when that is replaced", async () => {
    await writeFile(join(folder.path, "token"), "first");
    const clock = new ManualClock();
    await using api = await open(settings(), clock);
    await api.request("GET", PODS);
    const next = await makeCertificate(folder.path, "next");
    server.useCertificate(next);
    await assert.rejects(api.request("POST", PODS, { body: {} }), KubeUnavailableError, "its connection is gone");
    await assert.rejects(api.request("POST", PODS, { body: {} }), /self-signed|certificate/);
    await writeFile(join(folder.path, "ca.crt"), next.cert);
    clock.advance(10_000);
    await api.request("POST", PODS, { body: {} });
  });

  it("refuses to start where there is no pod, with what to do", async () => {
    const nowhere = { kind: "in-cluster", host: "", port: "" } as const;
    await assert.rejects(open(nowhere), (error) => error instanceof KubeOpenError && /do: /.test(error.message));
    const empty = { kind: "in-cluster", host: "127.0.0.1", port: "1", folder: join(folder.path, "none") } as const;
    await assert.rejects(open(empty), /token cannot be read: ENOENT; do: /);
  });
});

describe("with a kubeconfig", () => {
  it("[KU-30] reads a token file again when the token it has is refused", async () => {
    await using folder = await TempFolder.create("kube");
    await using fake = await FakeKube.start({ tokens: ["old"] });
    const config = JSON.parse(fake.kubeconfig("unused", "somewhere"));
    config.users[0].user = { tokenFile: "token" };
    const file = join(folder.path, "config");
    await writeFile(file, JSON.stringify(config));
    await writeFile(join(folder.path, "token"), "old\n");
    await using api = await open({ kind: "kubeconfig", file });
    assert.equal(api.namespace, "somewhere");
    await api.request("GET", PODS);
    fake.tokens.refuse("old");
    fake.tokens.accept("new");
    await assert.rejects(api.request("GET", PODS), (error) => isKubeStatus(error, 401));
    await writeFile(join(folder.path, "token"), "new\n");
    await api.request("GET", PODS);
  });

  it("says a token, a name and a password, and a client's certificate", async () => {
    await using folder = await TempFolder.create("kube");
    const tls = await makeCertificate(folder.path, "server");
    const options = { ...tls, requestCert: true, rejectUnauthorized: false };
    await using server = await ScriptedHttp.start((_, response) => json(response, 200, {}), options);
    const base64 = (text: string): string => Buffer.from(text).toString("base64");
    const cluster = { server: `https://127.0.0.1:${server.port}`, "certificate-authority-data": base64(tls.cert) };
    const users = {
      token: { token: "abc" },
      basic: { username: "ann", password: "secret" },
      certificate: { "client-certificate": "server.crt", "client-key": "server.key" },
    };
    const file = join(folder.path, "config");
    const config = {
      clusters: [{ name: "c", cluster }],
      users: Object.entries(users).map(([name, user]) => ({ name, user })),
      contexts: Object.keys(users).map((name) => ({ name, context: { cluster: "c", user: name } })),
    };
    await writeFile(file, JSON.stringify({ ...config, "current-context": "token" }));
    const said: (string | undefined)[] = [];
    for (const context of [undefined, "basic", "certificate"]) {
      await using api = await open({ kind: "kubeconfig", file, context });
      await api.request("GET", PODS);
      said.push(server.asked.at(-1)?.headers.authorization);
    }
    assert.deepEqual(said, ["Bearer abc", `Basic ${base64("ann:secret")}`, undefined]);
  });

  it("refuses a file that leads nowhere, with what to do", async () => {
    await using folder = await TempFolder.create("kube");
    const file = join(folder.path, "config");
    const told = (reason: RegExp) => (error: unknown) => error instanceof KubeOpenError && reason.test(error.message);
    await assert.rejects(open({ kind: "kubeconfig", file }), told(/ENOENT.*do: /));
    await writeFile(file, "clusters: []\nusers: []\ncontexts: []\n");
    await assert.rejects(open({ kind: "kubeconfig", file }), told(/no current context; do: /));
  });
});
