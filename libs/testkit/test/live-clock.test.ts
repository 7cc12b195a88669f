import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, it } from "node:test";
import { liveClock, standStill, waitUntil } from "@fairlead/testkit";

describe("the clock of tests, when the process has stood still", () => {
  it("lets in what arrived meanwhile before what fell due", async () => {
    await using listener = createServer();
    await once(listener.listen(0, "127.0.0.1"), "listening");
    const hearer = connect((listener.address() as AddressInfo).port, "127.0.0.1");
    const [[speaker]] = (await Promise.all([once(listener, "connection"), once(hearer, "connect")])) as [[Socket], []];
    const order: string[] = [];
    hearer.once("data", () => order.push("the answer"));
    const clock = liveClock();
    using _period = clock.every(30, () => order.push("the period"));
    clock.after(20, () => order.push("the alarm"));
    clock.deadline(20).addEventListener("abort", () => order.push("the deadline"));
    speaker.write("here");
    standStill(200);
    await waitUntil(clock, "all four", () => new Set(order).size === 4);
    speaker.destroy();
    hearer.destroy();
    assert.equal(order[0], "the answer");
  });

  it("is asked once more when what is waited for had its time meanwhile", async () => {
    const clock = liveClock();
    let looks = 0;
    await waitUntil(
      clock,
      "a second look",
      () => {
        looks += 1;
        if (looks === 1) standStill(1500);
        return looks === 2;
      },
      1000,
    );
  });

  it("runs nothing that was taken back meanwhile", async () => {
    const clock = liveClock();
    let runs = 0;
    const late = clock.after(10, () => (runs += 1));
    const period = clock.every(10, () => (runs += 1));
    standStill(50);
    late[Symbol.dispose]();
    period[Symbol.dispose]();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(runs, 0);
  });
});
