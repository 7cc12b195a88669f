import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { FakeKube, liveClock, waitUntil } from "../../src/index.ts";
import { ask, Watching } from "./ask.ts";

const MAPS = "/api/v1/namespaces/default/configmaps";
const map = (name: string): object => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name } });

describe("faults of the fake API server", () => {
  let fake: FakeKube;
  before(async () => {
    fake = await FakeKube.start();
  });
  after(() => fake[Symbol.asyncDispose]());
  beforeEach(() => fake.faults.clear());

  it("answers 429 with the wait it asks for, once, and then the work is done", async () => {
    fake.faults.add({ fault: { kind: "refuse", status: 429, retryAfterSeconds: 3 } });
    const refused = await ask(fake, "POST", MAPS, map("busy"));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "3");
    assert.equal(refused.body.reason, "TooManyRequests");
    assert.equal((await ask(fake, "POST", MAPS, map("busy"))).status, 201);
  });

  it("befalls the requests that were named, as often as was said", async () => {
    const on = ({ verb }: { readonly verb: string }): boolean => verb === "list";
    fake.faults.add({ fault: { kind: "refuse", status: 500 }, times: 2, on });
    assert.equal((await ask(fake, "GET", `${MAPS}/busy`)).status, 200);
    assert.equal((await ask(fake, "GET", MAPS)).status, 500);
    assert.equal(fake.faults.pending, 1);
    assert.equal((await ask(fake, "GET", MAPS)).status, 500);
    assert.equal((await ask(fake, "GET", MAPS)).status, 200);
  });

  it("breaks the connection before or after the work was done", async () => {
    fake.faults.add({ fault: { kind: "reset" } });
    await assert.rejects(ask(fake, "POST", MAPS, map("lost")));
    assert.equal(fake.get("configmaps", "lost"), undefined);
    fake.faults.add({ fault: { kind: "reset", done: true } });
    await assert.rejects(ask(fake, "POST", MAPS, map("done")));
    assert.notEqual(fake.get("configmaps", "done"), undefined);
  });

  it("shows what was true some changes ago", async () => {
    await ask(fake, "POST", MAPS, map("newest"));
    fake.faults.add({ fault: { kind: "stale", changes: 1 } });
    const stale = await ask(fake, "GET", MAPS);
    const names = (told: typeof stale): readonly string[] =>
      told.body.items.map((item: { metadata: { name: string } }) => item.metadata.name);
    assert.ok(!names(stale).includes("newest"));
    assert.equal(Number(stale.body.metadata.resourceVersion), fake.version - 1);
    assert.ok(names(await ask(fake, "GET", MAPS)).includes("newest"));
  });

  it("answers late", async () => {
    fake.faults.add({ fault: { kind: "slow", delayMs: 150 } });
    const clock = liveClock();
    const startedMs = clock.now();
    await ask(fake, "GET", MAPS);
    assert.ok(clock.now() - startedMs >= 149);
  });

  it("cuts a watch in the middle of a line, after the events that were said", async () => {
    fake.faults.add({ fault: { kind: "cut", afterEvents: 1 } });
    using watching = await Watching.open(fake, `${MAPS}?watch=1&resourceVersion=${fake.version}`);
    await ask(fake, "POST", MAPS, map("seen"));
    // Read before the cut: a broken stream throws away what nobody has read.
    assert.equal((await watching.next())?.object.metadata.name, "seen");
    await ask(fake, "POST", MAPS, map("unseen"));
    await assert.rejects(watching.next());
  });

  it("keeps a watch open that says nothing, not even that it ends", async () => {
    fake.faults.add({ fault: { kind: "silent" } });
    using watching = await Watching.open(fake, `${MAPS}?watch=1&resourceVersion=${fake.version}&timeoutSeconds=1`);
    await ask(fake, "POST", MAPS, map("whispered"));
    const said = await Promise.race([
      watching.next(),
      new Promise((resolve) => liveClock().after(1300, () => resolve("nothing"))),
    ]);
    assert.equal(said, "nothing");
  });

  it("tells a watch that its version has gone, by wish and after compaction", async () => {
    fake.faults.add({ fault: { kind: "gone" } });
    const from = fake.version;
    for (const compacts of [false, true]) {
      if (compacts) {
        fake.put({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "later" } });
        fake.compact();
      }
      using watching = await Watching.open(fake, `${MAPS}?watch=1&resourceVersion=${from}`);
      const event = await watching.next();
      assert.equal(event?.type, "ERROR");
      assert.equal(event?.object.code, 410);
      assert.equal(await watching.next(), undefined);
    }
  });

  it("goes away and comes back with what it had", async () => {
    const { port } = fake;
    using watching = await Watching.open(fake, `${MAPS}?watch=1&resourceVersion=${fake.version}`);
    await fake.stop();
    await assert.rejects(watching.next());
    await assert.rejects(ask(fake, "GET", MAPS));
    await fake.startAgain();
    assert.equal(fake.port, port);
    assert.equal((await ask(fake, "GET", `${MAPS}/newest`)).status, 200);
    assert.equal(fake.openWatches, 0);
  });

  it("cuts and silences watches of one kind, and leaves the others", async () => {
    const version = fake.version;
    using maps = await Watching.open(fake, `${MAPS}?watch=1&resourceVersion=${version}`);
    using pods = await Watching.open(fake, `/api/v1/pods?watch=1&resourceVersion=${version}&allowWatchBookmarks=true`);
    await waitUntil(liveClock(), "both are open", () => fake.openWatches === 2);
    fake.cutWatches("configmaps");
    await assert.rejects(maps.next());
    fake.sendBookmarks();
    assert.equal((await pods.next())?.type, "BOOKMARK");
  });

  it("lets in only the tokens that were named, and those it gave out", async () => {
    await using guarded = await FakeKube.start({ tokens: ["old"] });
    const as = (token: string) =>
      ask(guarded, "GET", MAPS, undefined, "application/json", { authorization: `Bearer ${token}` });
    assert.equal((await as("old")).status, 200);
    assert.equal((await as("new")).status, 401);
    guarded.tokens.accept("new");
    guarded.tokens.refuse("old");
    assert.equal((await as("new")).status, 200);
    assert.equal((await as("old")).status, 401);
    const path = "/api/v1/namespaces/default/serviceaccounts/default/token";
    const made = await ask(guarded, "POST", path, { spec: { expirationSeconds: 600 } }, "application/json", {
      authorization: "Bearer new",
    });
    assert.equal((await as(made.body.status.token)).status, 200);
  });
});
