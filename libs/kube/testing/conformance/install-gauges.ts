import { waitUntil } from "@fairlead/testkit";
import { apply, listAll } from "../../src/index.ts";
import { gaugeDefinition } from "./gauge-definition.ts";
import { FIELD_MANAGER, liveTime } from "./play.ts";
import type { Stage } from "./scene.ts";

/** Installs the suite's own kind and waits until it is served. */
export async function installGauges(stage: Stage): Promise<void> {
  await apply(stage.api, gaugeDefinition(stage.namespace), { fieldManager: FIELD_MANAGER });
  const served = (): Promise<boolean> =>
    listAll(stage.api, stage.gauge, { namespace: stage.namespace }).then(
      () => true,
      () => false,
    );
  await waitUntil(liveTime(), "the suite's own kind is served", served, 30_000);
}
