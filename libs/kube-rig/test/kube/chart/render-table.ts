import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kubeTools } from "../../../src/kube-tools.ts";
import { type RenderedChart, type RenderOptions, refusalOf, render, type Values } from "./rendered-chart.ts";
import { strictFaults } from "./strict-faults.ts";

/** A sentence, values besides what is required, and what must be true of what is rendered. */
export type RenderRow = readonly [
  sentence: string,
  values: Values,
  check: (chart: RenderedChart) => void,
  options?: RenderOptions,
];
/** A sentence, values, and what the refusal must name. */
export type RefusalRow = readonly [sentence: string, values: Values, names: RegExp, options?: RenderOptions];

const found = kubeTools();
const skip = found.kind === "missing" ? found.reason : false;

/** Every manifest that a row gives is held strictly against the published schemas. */
export function rendersAs(title: string, rows: readonly RenderRow[]): void {
  const known = new Map<string, RenderedChart>();
  const once = (values: Values, options?: RenderOptions): RenderedChart => {
    const key = JSON.stringify([values, options]);
    const chart = known.get(key) ?? render(values, options);
    known.set(key, chart);
    return chart;
  };
  describe(title, { skip }, () => {
    for (const [sentence, values, check, options] of rows) {
      it(sentence, () => {
        const chart = once(values, options);
        check(chart);
        assert.deepEqual(strictFaults(chart), []);
      });
    }
  });
}

export function refuses(title: string, rows: readonly RefusalRow[]): void {
  describe(title, { skip }, () => {
    for (const [sentence, values, names, options] of rows) {
      it(sentence, () => {
        for (const helm of ["helm", "helm3"] as const) assert.match(refusalOf(values, { ...options, helm }), names);
      });
    }
  });
}
