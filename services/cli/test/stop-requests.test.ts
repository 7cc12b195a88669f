import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StopRequests, type StopSignal } from "../src/stop-requests.ts";

function counted(): { readonly requests: StopRequests; readonly heard: string[] } {
  const heard: string[] = [];
  const requests = new StopRequests(() => assert.fail("somebody listens"));
  requests.onStop((name) => heard.push(name));
  return { requests, heard };
}

describe("wishes to stop", () => {
  it("count one key press once that arrives both ways, in either order", () => {
    const { requests, heard } = counted();
    requests.signalled("SIGINT");
    requests.told("SIGINT");
    assert.deepEqual(heard, ["SIGINT"]);
    requests.told("SIGINT");
    requests.signalled("SIGINT");
    assert.deepEqual(heard, ["SIGINT", "SIGINT"]);
  });

  it("count each when they come one way only", () => {
    const { requests, heard } = counted();
    requests.told("SIGTERM");
    requests.told("SIGTERM");
    assert.deepEqual(heard, ["SIGTERM", "SIGTERM"]);
  });

  it("count different signals each", () => {
    const { requests, heard } = counted();
    requests.signalled("SIGTERM");
    requests.signalled("SIGINT");
    assert.deepEqual(heard, ["SIGTERM", "SIGINT"]);
  });

  it("end the process when nobody listens, also after the listener has left", () => {
    const ended: StopSignal[] = [];
    const requests = new StopRequests((signal) => ended.push(signal));
    requests.signalled("SIGINT");
    using listening = requests.onStop(() => undefined);
    requests.signalled("SIGINT");
    listening[Symbol.dispose]();
    requests.signalled("SIGTERM");
    assert.deepEqual(ended, ["SIGINT", "SIGTERM"]);
  });
});
