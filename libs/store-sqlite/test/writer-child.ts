/** A process that claims one id after the other and prints each id whose claim was answered, until it is killed. Argument: the database. */
import { identity, open } from "./registry.ts";

/** Whoever reads may stand still, and the pipe be full meanwhile. */
const print = (line: string): Promise<void> =>
  new Promise((resolve) => void process.stdout.write(`${line}\n`, () => resolve()));

const registry = await open(process.argv[2] ?? "", { settings: { answerTimeoutMs: 600_000 } });
const claimForever = async (lane: number): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const peer = identity(`lane-${lane}-${count}`);
    const { kind } = await registry.claim(peer);
    if (kind === "created") await print(`${peer.id} ${Buffer.from(peer.pk).toString("hex")}`);
  }
};
await Promise.all(Array.from({ length: 8 }, (_, lane) => claimForever(lane)));
