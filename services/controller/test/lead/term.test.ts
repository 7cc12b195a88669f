import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MemoryAdmissionStore, MemoryRelayOrders, MemorySharedSettings, MemorySourceReports } from "@fairlead/cluster";
import type { KubeApi, KubeRequestOptions } from "@fairlead/kube";
import { ManualClock } from "@fairlead/testkit";
import { LeadLostError } from "../../src/errors.ts";
import { Term } from "../../src/lead/term.ts";
import { termStores } from "../../src/lead/term-stores.ts";

/** A lead that can be taken away, with or without its signal having come. */
function lead() {
  const over = new AbortController();
  const state = { leading: true, signal: over.signal };
  return { state, over };
}

/** Requests that hang until their signal says otherwise. */
function hangingApi() {
  const hang = (options: KubeRequestOptions = {}): Promise<never> => {
    return new Promise((_, reject) => {
      options.signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  };
  const api: KubeApi = {
    request: (_method, _path, options) => hang(options),
    stream: (_path, options) => hang(options),
  };
  return { api };
}

const lost = (error: unknown): boolean => error instanceof LeadLostError;

describe("a term of leading", { timeout: 120_000 }, () => {
  it("lets nothing out once the lead is lost by the clock, though no signal has come [KU-3]", async () => {
    const { state } = lead();
    let asked = 0;
    const answer = async (): Promise<never> => {
      asked += 1;
      return undefined as never;
    };
    const api: KubeApi = { request: answer, stream: answer };
    const mine = new Term(state, new AbortController().signal).api(api);
    state.leading = false;
    await assert.rejects(mine.request("PATCH", "/x"), lost);
    await assert.rejects(mine.stream("/x"), lost);
    assert.equal(asked, 0);
  });

  it("aborts what is on its way when it ends, be it the lead or this process [KU-3]", async () => {
    const stopped = new AbortController();
    for (const end of ["lead", "process"] as const) {
      const { state, over } = lead();
      const { api } = hangingApi();
      const mine = new Term(state, stopped.signal).api(api);
      const write = assert.rejects(mine.request("PATCH", "/x"), /aborted/);
      if (end === "lead") over.abort();
      else stopped.abort();
      await write;
    }
  });

  it("changes nothing in the store either, and still reads [KU-3]", async () => {
    const { state } = lead();
    const clock = new ManualClock();
    const orders = new MemoryRelayOrders(clock);
    const all = {
      orders,
      sources: new MemorySourceReports(clock),
      settings: new MemorySharedSettings(),
      admissions: new MemoryAdmissionStore(clock),
    };
    const mine = termStores(new Term(state, new AbortController().signal), all);
    await mine.settings.change(new Map([["a", "1"]]));
    state.leading = false;
    await assert.rejects(mine.settings.change(new Map([["a", "2"]])), lost);
    await assert.rejects(mine.settings.settle("b", "2"), lost);
    await assert.rejects(mine.orders.give(new Map()), lost);
    await assert.rejects(mine.sources.name({ nodes: [], pods: [] }), lost);
    await assert.rejects(mine.admissions.put({ uuid: "u" as never, peerId: "", fromIp: "", purpose: "probe" }), lost);
    assert.equal((await mine.settings.read()).values.get("a"), "1");
    assert.deepEqual(await mine.orders.reports(), []);
  });
});
