/** A process that claims one id after the other and prints each id whose claim was answered, until it is killed. Argument: the database. */
import { writeSync } from "node:fs";
import { identity, open } from "./registry.ts";

const registry = await open(process.argv[2] ?? "");
const claimForever = async (lane: number): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const peer = identity(`lane-${lane}-${count}`);
    const { kind } = await registry.claim(peer);
    if (kind === "created") writeSync(1, `${peer.id} ${Buffer.from(peer.pk).toString("hex")}\n`);
  }
};
await Promise.all(Array.from({ length: 8 }, (_, lane) => claimForever(lane)));
