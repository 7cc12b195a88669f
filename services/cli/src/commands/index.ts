import type { Command } from "../command.ts";
import { cluster } from "./cluster.ts";
import { configString } from "./config-string.ts";
import { ctl } from "./ctl.ts";
import { doctor } from "./doctor.ts";
import { keygen } from "./keygen.ts";
import { relay, rendezvous, standalone } from "./serve.ts";
import { validateKeyPair } from "./validate-key-pair.ts";

/** Everything that can follow `fairlead`. */
export const COMMANDS: readonly Command[] = [
  standalone,
  rendezvous,
  relay,
  cluster,
  keygen,
  validateKeyPair,
  configString,
  doctor,
  ctl,
];
