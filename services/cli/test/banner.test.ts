import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeConfigString } from "@fairlead/wire";
import { bannerText } from "../src/banner.ts";
import { clientConfig } from "../src/client-config.ts";
import { configQrCode } from "../src/qr-code.ts";

const KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
const facts = { host: "rd.example.com", port: 21_116, publicKey: KEY, apiUrl: "", relay: "" };

describe("what a client is told [KEY-7]", () => {
  const hosts = [
    ["the name alone on the usual port", facts.host, 21_116, "rd.example.com"],
    ["the name with another port", facts.host, 31_116, "rd.example.com:31116"],
    ["IPv6 in brackets with another port", "2001:db8::1", 31_116, "[2001:db8::1]:31116"],
    ["a name that has its port already as it is", "rd.example.com:4000", 31_116, "rd.example.com:4000"],
  ] as const;
  for (const [sentence, host, port, expected] of hosts) {
    it(sentence, () => {
      const config = clientConfig({ ...facts, host, port });
      assert.equal(config.idServer, expected);
      assert.deepEqual(decodeConfigString(config.configString), { host: expected, key: KEY, api: "", relay: "" });
    });
  }
});

describe("the banner", () => {
  const config = clientConfig(facts);
  const banner = {
    role: "standalone",
    ports: [["main", "21116/tcp 21116/udp"]] as const,
    publicKey: KEY,
    keyNote: "",
    dataDir: "/data",
    node: undefined,
    opsUrl: "http://127.0.0.1:9090",
    otherIdServers: ["192.0.2.7"],
    client: config,
    qrCode: "",
  };
  it("holds ports, key, addresses and config string, unmasked", () => {
    const text = bannerText(banner);
    for (const needed of ["21116/tcp 21116/udp", KEY, "rd.example.com", "192.0.2.7", config.configString]) {
      assert.ok(text.includes(needed), needed);
    }
  });

  it("ends with the QR code where a person looks on: compact, square, of config= and the string", () => {
    const qrCode = configQrCode(config.configString);
    assert.ok(
      bannerText({ ...banner, qrCode })
        .trimEnd()
        .endsWith(qrCode.trimEnd()),
    );
    const lines = qrCode.split("\n");
    assert.match(qrCode, /^[\u2580\u2584\u2588 \n]+$/u);
    assert.ok(Math.abs((lines[0]?.length ?? 0) - lines.length * 2) <= 1, `${lines[0]?.length} × ${lines.length}`);
  });

  it("of a relay alone names nothing to enter into a client", () => {
    assert.doesNotMatch(bannerText({ ...banner, client: undefined, publicKey: undefined }), /In every client/);
  });
});
