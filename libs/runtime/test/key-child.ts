/** A process that starts in a folder and prints the public key it got. */
import { createSystemClock, loadOrCreateKeyPair } from "@fairlead/runtime";

const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
const { pair } = await loadOrCreateKeyPair({ dir: process.argv[2] ?? "", clock });
process.stdout.write(pair.publicKey.toString("base64"));
