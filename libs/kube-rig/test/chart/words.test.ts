import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import { inRepository } from "../../src/scripts.ts";

// biome-ignore lint/suspicious/noExplicitAny: manifests of any kind
type Manifest = any;

/** Arguments of every container of ours that the examples render, the relays' too; the first is the command. */
function argumentsRendered(): readonly (readonly string[])[] {
  const folder = inRepository("libs/kube-rig/test/testdata/chart");
  const manifests: readonly Manifest[] = readdirSync(folder).flatMap((name) =>
    parseAllDocuments(readFileSync(`${folder}/${name}`, "utf8")).map((one) => one.toJS()),
  );
  const pods = manifests.flatMap((one) => {
    const relay = one?.data?.["relay-pod.yaml"];
    return [
      one?.spec?.template?.spec,
      one?.kind === "Pod" ? one.spec : undefined,
      relay === undefined ? undefined : parse(relay).spec,
    ];
  });
  return pods.flatMap((pod) =>
    (pod?.containers ?? []).flatMap((one: Manifest) => (one.args === undefined ? [] : [one.args])),
  );
}

function flagsOf(command: string): ReadonlySet<string> {
  const ran = spawnSync(process.execPath, [inRepository("services/cli/src/main.ts"), command, "--help"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return new Set([...ran.stdout.matchAll(/--([a-z][a-z-]*[a-z])/g)].map((match) => match[1] ?? ""));
}

describe("what the chart's pods are started with", () => {
  const all = argumentsRendered();
  const commands = [...new Set(all.map(([command = ""]) => command))].sort();

  it("are commands of the program", () => {
    assert.deepEqual(commands, ["controller", "kube-init", "kube-test", "relay", "rendezvous"]);
  });

  for (const command of commands) {
    it(`${command} has every flag that it is given`, () => {
      const known = flagsOf(command);
      const given = all.filter(([name]) => name === command).flatMap(([, ...words]) => words);
      const wrong = given.map((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? word).filter((name) => !known.has(name));
      assert.deepEqual([...new Set(wrong)], []);
    });
  }
});
