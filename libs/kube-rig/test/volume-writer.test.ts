import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { substituted } from "../src/pod-runner/pod-environment.ts";
import { fieldOf } from "../src/pod-runner/pod-field.ts";
import { writeVolume } from "../src/pod-runner/volume-writer.ts";

const file = (path: string, text: string, mode = 0o644) => ({ path, bytes: Buffer.from(text, "utf8"), mode });

describe("volumes as a kubelet writes them", () => {
  it("show new files under the same names, and only the newest turn", async () => {
    await using folder = await TempFolder.create("volume");
    await writeVolume(folder.path, [file("a", "1"), file("deep/b", "2", 0o600)], 0);
    assert.equal(await readFile(join(folder.path, "a"), "utf8"), "1");
    await writeVolume(folder.path, [file("a", "3"), file("deep/b", "4", 0o600)], 1);
    assert.equal(await readFile(join(folder.path, "a"), "utf8"), "3");
    assert.equal(await readFile(join(folder.path, "deep/b"), "utf8"), "4");
    assert.equal((await stat(join(folder.path, "deep/b"))).mode & 0o777, 0o600);
    assert.deepEqual((await readdir(folder.path)).sort(), ["..data", "..turn-1", "a", "deep"]);
  });
});

describe("environment as a kubelet makes it", () => {
  it("puts in what is known and leaves what is not", () => {
    assert.equal(substituted("$(A)-$(B)-$$(A)", { A: "x" }), "x-$(B)-$(A)");
  });

  it("tells a pod about itself", () => {
    const metadata = { name: "p", namespace: "n", uid: "u", labels: { "a.b/c": "d" } };
    const facts = {
      pod: { metadata, spec: { containers: [], nodeName: "node-1" } },
      ip: "10.244.1.2",
      hostIp: "192.0.2.1",
    };
    const paths = [
      "metadata.name",
      "metadata.labels['a.b/c']",
      "spec.nodeName",
      "status.podIP",
      "status.hostIP",
      "metadata.labels",
    ];
    assert.deepEqual(
      paths.map((path) => fieldOf(facts, path)),
      ["p", "d", "node-1", "10.244.1.2", "192.0.2.1", 'a.b/c="d"'],
    );
  });
});
