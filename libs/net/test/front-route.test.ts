import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { upstreamUrl } from "../src/api-proxy.ts";
import { type FrontRoute, findRoute, resolveTarget } from "../src/front-route.ts";

const api: FrontRoute = { kind: "http", baseUrl: "http://api" };
const id: FrontRoute = { kind: "pipe", to: { path: "/id" } };
const deeper: FrontRoute = { kind: "pipe", to: { path: "/deeper" } };
const routes = [
  { prefix: "/api", route: api },
  { prefix: "/ws/id", route: id },
  { prefix: "/ws/id/deeper", route: deeper },
];

describe("routing by path", () => {
  const rows: readonly [string, FrontRoute | undefined][] = [
    ["/api", api],
    ["/api/login", api],
    ["/apis", undefined],
    ["/ws/id", id],
    ["/ws/id/", id],
    ["/ws/id/deeper/still", deeper],
    ["/ws", undefined],
    ["/", undefined],
  ];
  for (const [path, expected] of rows) {
    it(`finds ${expected === undefined ? "nothing" : "its route"} for ${path}`, () => {
      assert.equal(findRoute(routes, path), expected);
    });
  }

  it("takes the longest prefix, wherever it stands in the list", () => {
    assert.equal(findRoute(routes, "/ws/id/deeper/x"), deeper);
    assert.equal(findRoute(routes.toReversed(), "/ws/id/deeper/x"), deeper);
  });

  it("finds everything below /", () => {
    assert.equal(findRoute([{ prefix: "/", route: api }], "/any/thing"), api);
  });

  const targets: readonly [string, { path: string; query: string } | undefined][] = [
    ["/api/x?a=1&b=/../2", { path: "/api/x", query: "?a=1&b=/../2" }],
    ["/api/../admin", { path: "/admin", query: "" }],
    ["/api/%2e%2e/admin", { path: "/admin", query: "" }],
    ["/api/.%2E/admin", { path: "/admin", query: "" }],
    ["/api\\..\\admin", { path: "/admin", query: "" }],
    ["//elsewhere/api", { path: "//elsewhere/api", query: "" }],
    ["http://elsewhere/api", undefined],
    ["*", undefined],
    ["", undefined],
  ];
  for (const [target, expected] of targets) {
    it(`resolves ${target || "an empty target"}`, () => assert.deepEqual(resolveTarget(target), expected));
  }

  it("puts the request below the base URL's own path", () => {
    assert.equal(upstreamUrl("http://api:80/base/", "/api/x", "?q").href, "http://api/base/api/x?q");
    assert.equal(upstreamUrl("https://api", "//elsewhere/x", "").host, "api");
  });
});
