import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, type HttpProxyRequest } from "@fairlead/wire";
import { apiPath, decideHttpProxy, endToEndHeaders, type HttpProxyDecision } from "../src/index.ts";

const C24 =
  "da01400a04504f535412122f6170692f6865617274626561743f783d311a200a0c436f6e74656e742d5479706512106170706c69636174696f6e2f6a736f6e22027b7d";
function proxied(): HttpProxyRequest {
  const message = decodeMessage(Buffer.from(C24, "hex"));
  assert.ok(message?.kind === "httpProxyRequest");
  return message.body;
}
const request = proxied();
const decided = (changes: Partial<HttpProxyRequest>): HttpProxyDecision => decideHttpProxy({ ...request, ...changes });
const status = (decision: HttpProxyDecision): string | number =>
  decision.kind === "answer" ? decision.response.status : decision.kind;

describe("paths of the HTTP proxy", () => {
  for (const [path, expected] of [
    ["/api/heartbeat?x=1", "/api/heartbeat?x=1"],
    ["/api/", "/api/"],
    ["/api/a/../b", "/api/b"],
    ["/api/./a//b", "/api/a//b"],
    ["/x/../api/a", "/api/a"],
    ["/api/a%20b?q=%2e%2e/&r=/../", "/api/a%20b?q=%2e%2e/&r=/../"],
    ["/api/ab%2fc", "/api/ab%2fc"],
    ["/api/%2e%2e/api/a", "/api/a"],
  ] as const)
    it(`[HP-2] takes ${path} as ${expected}`, () => assert.equal(apiPath(path), expected));

  for (const path of [
    "",
    "/",
    "/api",
    "/apis/x",
    "/API/x",
    "api/x",
    "/admin",
    "/api/../admin",
    "/api/%2e%2e/admin",
    "/api/%2E./admin",
    "/api/.%2e/admin",
    "/api/..%2fadmin",
    "/api/..;/admin",
    "/api/..;a=1%2fadmin",
    "/api%2fx",
    "/api/..%2Fadmin",
    "/api/%2e%2e%2fadmin",
    "/api/%252e%252e/admin",
    "/api/..%5cadmin",
    "/api/..\\admin",
    "\\api\\x",
    "//evil.example.com/api/x",
    "//api.invalid/api/x",
    "/\\evil.example.com/api/x",
    "http://127.0.0.1:9090/metrics",
    "http://127.0.0.1:9090/api/x",
    "HTTP://api.invalid/api/x",
    "http:/api/x",
    "file:///api/x",
    "/api/x#fragment",
    "/api/a b",
    "/api/x\r\nHost: evil",
    "/\t/evil.example.com/api/x",
    "/api/\u0000",
    "/api/é",
    `/api/${"x".repeat(9000)}`,
    "/x/..//api/x",
  ])
    it(`[HP-2] finds nothing under ${JSON.stringify(path).slice(0, 50)}`, () => assert.equal(apiPath(path), undefined));
});

describe("HttpProxyRequest", () => {
  it("[HP-1] C24 is forwarded as it is", () => {
    const decision = decided({});
    assert.equal(decision.kind, "forward");
    if (decision.kind !== "forward") return;
    assert.deepEqual([decision.method, decision.path], ["POST", "/api/heartbeat?x=1"]);
    assert.deepEqual(decision.headers, [{ name: "Content-Type", value: "application/json" }]);
    assert.equal(Buffer.from(decision.body).toString(), "{}");
  });

  it("[HP-2] another path is 404", () => assert.equal(status(decided({ path: "/metrics" })), 404));

  for (const method of ["CONNECT", "TRACE", "connect", "", "GET /", "GET\r\n", "GÉT", "x".repeat(33)])
    it(`[HP-2] the method ${JSON.stringify(method)} is refused`, () => assert.equal(status(decided({ method })), 405));
  for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"])
    it(`[HP-2] the method ${method} is taken`, () => assert.equal(status(decided({ method })), "forward"));

  it("[HP-2] too many headers are refused", () => {
    const headers = Array.from({ length: 65 }, (_, index) => ({ name: `x-${index}`, value: "1" }));
    assert.equal(status(decided({ headers })), 431);
  });

  it("[HP-2] drops hop-by-hop headers, those Connection names, and those only we may set", () => {
    const names = [
      "Authorization",
      "Connection",
      "X-Named",
      "Keep-Alive",
      "TE",
      "Transfer-Encoding",
      "Upgrade",
      "Host",
      "Content-Length",
      "X-Forwarded-For",
      "X-Real-IP",
      "Forwarded",
      "Proxy-Authorization",
    ];
    const headers = names.map((name) => ({ name, value: name === "Connection" ? "close, x-named" : "v" }));
    assert.deepEqual(endToEndHeaders(headers), [{ name: "Authorization", value: "v" }]);
  });

  for (const [name, value] of [
    ["bad name", "v"],
    ["", "v"],
    ["x-a", "split\r\nHost: evil"],
    ["x-a", "nul\u0000"],
    ["x\r\nHost", "v"],
  ] as const)
    it(`[HP-2] drops the header ${JSON.stringify(`${name}: ${value}`)}`, () =>
      assert.deepEqual(endToEndHeaders([{ name, value }]), []));
});
