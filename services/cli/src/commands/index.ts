import type { Command } from "../command.ts";
import { cluster } from "./cluster.ts";
import { configString } from "./config-string.ts";
import { controller } from "./controller.ts";
import { ctl } from "./ctl.ts";
import { doctor } from "./doctor.ts";
import { exportFolder } from "./export.ts";
import { importFolder } from "./import.ts";
import { keygen } from "./keygen.ts";
import { kubeInit } from "./kube-init.ts";
import { kubeTest } from "./kube-test.ts";
import { relay, rendezvous, standalone } from "./serve.ts";
import { validateKeyPair } from "./validate-key-pair.ts";

/** Everything that can follow `fairlead`. */
export const COMMANDS: readonly Command[] = [
  standalone,
  rendezvous,
  relay,
  cluster,
  controller,
  importFolder,
  exportFolder,
  keygen,
  validateKeyPair,
  configString,
  doctor,
  kubeInit,
  kubeTest,
  ctl,
];
