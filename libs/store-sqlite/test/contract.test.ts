import { after } from "node:test";
import { peerRegistryContract } from "@fairlead/cluster/testing";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { open } from "./registry.ts";

const folders: DataFolder[] = [];
after(() => {
  for (const folder of folders) folder[Symbol.dispose]();
});

peerRegistryContract("SQLite", async () => {
  const folder = dataFolder();
  folders.push(folder);
  return open(folder.file);
});
