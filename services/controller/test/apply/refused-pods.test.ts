import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KubeError, type KubeObject } from "@fairlead/kube";
import { RefusedPods } from "../../src/apply/refused-pods.ts";

const object = (kind: string, name: string): KubeObject => ({ apiVersion: "v1", kind, metadata: { name } });
const refusal = (status: number): KubeError =>
  new KubeError({ status, reason: "Forbidden", message: `no (${status})`, causes: [] });

describe("pods that the API server refuses [KU-9]", () => {
  it("are remembered with its words until they are let in, or wanted no more", () => {
    const refused = new RefusedPods();
    refused.note(object("Pod", "a"), refusal(403));
    refused.note(object("Pod", "b"), refusal(422));
    assert.deepEqual(
      [...refused.all],
      [
        ["a", "no (403)"],
        ["b", "no (422)"],
      ],
    );
    refused.let(object("Pod", "a"));
    assert.deepEqual([...refused.all.keys()], ["b"]);
    refused.keep(() => false);
    assert.equal(refused.all.size, 0);
  });

  it("are not those that it could not look at, nor other objects", () => {
    const refused = new RefusedPods();
    refused.note(object("Pod", "a"), refusal(429));
    refused.note(object("Pod", "a"), refusal(500));
    refused.note(object("Service", "a"), refusal(403));
    assert.equal(refused.all.size, 0);
  });
});
