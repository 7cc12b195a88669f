import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import type { LogFields } from "@fairlead/base";
import { silentLogger } from "@fairlead/base";
import { Health, MetricsRegistry, type OpsServer, type OpsServerSettings, startOpsServer } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";

interface Bench extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly health: Health;
  readonly metrics: MetricsRegistry;
  readonly server: OpsServer;
  readonly warnings: LogFields[];
  get(path: string, init?: RequestInit): Promise<Response>;
}

async function bench(settings: Partial<OpsServerSettings> = {}): Promise<Bench> {
  const clock = new ManualClock();
  const health = new Health(clock);
  const metrics = new MetricsRegistry(clock);
  const warnings: LogFields[] = [];
  const logger = {
    ...silentLogger,
    warn: (event: string, fields?: LogFields) => void warnings.push({ event, ...fields }),
  };
  const server = await startOpsServer({ health, metrics, logger }, { host: "127.0.0.1", port: 0, ...settings });
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  return { clock, health, metrics, server, warnings, get, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** Something else has this port as long as this lives. */
async function takenPort(): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("no port");
  return { port: address.port, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe("pages for operators", () => {
  for (const path of ["/livez", "/live", "/healthz"]) {
    it(`${path} tells whether the loops beat`, async () => {
      await using it = await bench();
      it.health.loop("udp", 1000);
      assert.equal((await it.get(path)).status, 200);
      it.clock.advance(2000);
      const late = await it.get(path);
      assert.equal(late.status, 503);
      assert.deepEqual(await late.json(), { alive: false, silent: ["udp"] });
    });
  }

  for (const path of ["/readyz", "/ready"]) {
    it(`${path} is 503 while starting and draining, and 200 with what is degraded while serving`, async () => {
      await using it = await bench();
      assert.equal((await it.get(path)).status, 503);
      it.health.enter("serving");
      it.health.watch("store", () => "disk full");
      const serving = await it.get(path);
      assert.equal(serving.status, 200);
      assert.deepEqual(await serving.json(), { status: "serving", degraded: [{ part: "store", reason: "disk full" }] });
      it.health.enter("draining");
      const draining = await it.get(path);
      assert.equal(draining.status, 503);
      assert.match(await draining.text(), /"status":"draining"/);
    });
  }

  it("/metrics is Prometheus text", async () => {
    await using it = await bench();
    it.metrics.counter({ name: "test_hits_total", help: "Hits" }).add(3);
    const page = await it.get("/metrics");
    assert.equal(page.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    assert.match(await page.text(), /^test_hits_total 3$/m);
  });

  it("knows no other page, and only reads", async () => {
    await using it = await bench();
    assert.equal((await it.get("/")).status, 404);
    assert.equal((await it.get("/metrics", { method: "POST", body: "x" })).status, 405);
    assert.equal(await (await it.get("/metrics", { method: "HEAD" })).text(), "");
  });
});

describe("the port of these pages", () => {
  it("is a free one when nobody set it and it is taken, and the log says so", async () => {
    await using taken = await takenPort();
    await using it = await bench({ port: taken.port });
    assert.notEqual(it.server.port, taken.port);
    assert.equal((await it.get("/livez")).status, 200);
    assert.deepEqual(it.warnings, [
      {
        event: "ops.port.moved",
        port: it.server.port,
        reason: `port ${taken.port} for health and metrics is taken, using ${it.server.port}`,
        setting: `ops-port=${taken.port} (default)`,
        do: "set a port to keep it the same over restarts",
      },
    ]);
  });

  it("is an error when it was set and is taken", async () => {
    await using taken = await takenPort();
    const spelling = `--ops-port=${taken.port} (flag)`;
    await assert.rejects(bench({ port: taken.port, portSetBy: spelling }), {
      code: "OPS_PORT_UNAVAILABLE",
      message: `cannot listen on 127.0.0.1 port ${taken.port} for health and metrics: it is in use; ${spelling}; do: choose a free port, or stop what has it`,
    });
  });
});
