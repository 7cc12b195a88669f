import { peerId } from "@fairlead/base";
import { Generations } from "../../src/registry/generations.ts";
import { PeerReader } from "../../src/registry/peer-reader.ts";
import { DEFAULT_REGISTRY_SETTINGS } from "../../src/registry/registry-settings.ts";
import { RenameSteps } from "../../src/registry/rename-steps.ts";
import { livePorts, openStore } from "../open-store.ts";

/** Begins a rename from `old` to `new` and dies, as by kill -9, after the step whose number it is given. */
const [url = "", prefix = "", last = "0"] = process.argv.slice(2);
const store = await openStore(url, { prefix });
const generations = new Generations(store, livePorts(), 0);
await generations.ready();
const base = { store, generations, ports: livePorts(), settings: DEFAULT_REGISTRY_SETTINGS };
const steps = new RenameSteps(base);
const [oldId, newId] = [peerId("old"), peerId("new")];
const found = (await new PeerReader(base, steps).read([oldId])).get(oldId);
if (found?.kind !== "record") throw new Error("the test has not claimed the old id");

const dieAfter = (step: number): void => {
  if (Number(last) === step) process.kill(process.pid, "SIGKILL");
};
dieAfter(0);
await steps.reserve(found.record, newId);
dieAfter(1);
const tombstone = await steps.leaveTombstone(oldId, newId, found.record.uuid);
dieAfter(2);
if (typeof tombstone === "string") throw new Error(tombstone);
await steps.confirm(tombstone);
dieAfter(3);
await steps.forget(tombstone);
dieAfter(4);
