import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const sources = join(import.meta.dirname, "../src");

describe("the client library", () => {
  it("[KU-31] is types alone, and loaded for kubeconfig files alone: its serialiser is never asked", () => {
    const uses = readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) => {
        const text = readFileSync(join(sources, path), "utf8");
        const statements = text.match(
          /^import (?!type)[^;]*"@kubernetes\/client-node"|import\("@kubernetes\/client-node"\)/gm,
        );
        return (statements ?? []).map((statement) => `${path}: ${statement}`);
      });
    assert.deepEqual(uses, ['connection/kubeconfig.ts: import("@kubernetes/client-node")']);
  });
});
