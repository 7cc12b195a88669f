import { LABELS } from "../names.ts";
import type { ControllerConfig } from "../snapshot.ts";

type Texts = Readonly<Record<string, string>>;

/** What finds the things of this release [KU-10]: labels of ours win over everybody's. */
export function ownLabels(config: ControllerConfig, component: string, more: Texts = {}): Texts {
  return {
    ...config.labels,
    [LABELS.name]: "fairlead",
    [LABELS.instance]: config.instance,
    [LABELS.component]: component,
    [LABELS.managedBy]: "fairlead-controller",
    ...more,
  };
}

/** Of a pool's relays and of nothing else. */
export function poolSelector(config: ControllerConfig, pool: string): Texts {
  return {
    [LABELS.name]: "fairlead",
    [LABELS.instance]: config.instance,
    [LABELS.component]: "relay",
    [LABELS.pool]: pool,
  };
}

/** One after the other; the last word counts. */
export function mergedTexts(
  ...all: readonly (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  const entries = all.flatMap((one) => Object.entries(one ?? {}));
  return Object.fromEntries(entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}
