import { after, before, describe } from "node:test";
import { applyScenes } from "./conformance/apply-scenes.ts";
import { clientScenes } from "./conformance/client-scenes.ts";
import { deletionScenes } from "./conformance/deletion-scenes.ts";
import { installGauges } from "./conformance/install-gauges.ts";
import { listScenes } from "./conformance/list-scenes.ts";
import { readBackScenes } from "./conformance/read-back-scenes.ts";
import { type Stage, scenesOn, stageOn } from "./conformance/scene.ts";
import { subresourceScenes } from "./conformance/subresource-scenes.ts";
import { versionScenes } from "./conformance/version-scenes.ts";
import { watchScenes } from "./conformance/watch-scenes.ts";
import type { TestApi } from "./test-api.ts";

/** What libs/kube believes of an API server, held against one. Fake and real ones run it, so that the fake cannot drift. */
export function kubeApiConformance(name: string, open: () => Promise<TestApi>): void {
  describe(`Kubernetes API conformance: ${name}`, () => {
    let stage: Stage;
    before(async () => {
      stage = stageOn(await open());
      await installGauges(stage);
    });
    after(() => stage.test[Symbol.asyncDispose]());
    const scene = scenesOn(() => stage);
    describe("versions", () => versionScenes(scene));
    describe("lists", () => listScenes(scene));
    describe("watches", () => watchScenes(scene));
    describe("server-side apply", () => applyScenes(scene));
    describe("subresources", () => subresourceScenes(scene));
    describe("deletion", () => deletionScenes(scene));
    describe("what is written is what is read", () => readBackScenes(scene));
    describe("libs/kube on it", () => clientScenes(scene));
  });
}
