import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RENEWAL_SHARE, SETTLE_MS } from "../../src/certificates/certificate-terms.ts";
import { judgeTrust, type TrustStep } from "../../src/certificates/judge-trust.ts";
import type { TrustFacts } from "../../src/certificates/trust-secret.ts";

const LIFE_MS = 90 * 86_400_000;
/** In the middle of everybody's life, long after anything changed. */
const NOW_MS = 1_000_000_000_000;
const certificate = { startsMs: NOW_MS - LIFE_MS / 2, endsMs: NOW_MS + LIFE_MS / 2, byAuthority: true };
const well: TrustFacts = { certificate, trustsAuthority: true, trustsOthers: false, changedMs: NOW_MS - LIFE_MS / 2 };
const aged = (share: number): TrustFacts => {
  const startsMs = NOW_MS - share * LIFE_MS;
  return { ...well, certificate: { startsMs, endsMs: startsMs + LIFE_MS, byAuthority: true } };
};
const old: TrustFacts = {
  ...well,
  certificate: { ...certificate, byAuthority: false },
  trustsAuthority: false,
  trustsOthers: true,
};
const kindsOf = (...roles: readonly TrustFacts[]): TrustStep["kind"][] => {
  const { steps } = judgeTrust(new Map(roles.map((facts, index) => [`role ${index}`, facts])), NOW_MS);
  return [...steps.values()].map(({ kind }) => kind);
};

describe("when certificates of the bus are replaced", () => {
  it("[KU-25] at two thirds of their life, not before", () => {
    assert.equal(RENEWAL_SHARE, 2 / 3);
    assert.deepEqual(kindsOf(aged(0), aged(0.66), aged(0.667), aged(0.9)), ["keep", "keep", "issue", "issue"]);
  });

  it("[KU-25] at once when there is none, or it is about to end", () => {
    const { steps } = judgeTrust(new Map([["relay", { ...old, certificate: undefined }]]), NOW_MS);
    assert.deepEqual(steps.get("relay"), { kind: "issue", why: "there is none that can be used" });
    const ends = { ...old, certificate: { ...certificate, byAuthority: false, endsMs: NOW_MS + SETTLE_MS - 1 } };
    assert.deepEqual(kindsOf(ends), ["issue"]);
  });

  it("[KU-25] when the authority has changed: first all take the new one, and nobody shows its certificate", () => {
    assert.deepEqual(kindsOf(old, old), ["trust", "trust"]);
  });

  it("[KU-25] then, when all have taken it for a while, they get certificates of the new one", () => {
    const trusts = (changedMs: number): TrustFacts => ({ ...old, trustsAuthority: true, changedMs });
    const settled = trusts(NOW_MS - SETTLE_MS);
    assert.deepEqual(kindsOf(settled, settled), ["issue", "issue"]);
    assert.deepEqual(
      kindsOf(settled, trusts(NOW_MS - SETTLE_MS + 1)),
      ["keep", "keep"],
      "one was changed a moment ago",
    );
    assert.deepEqual(kindsOf(settled, old), ["keep", "trust"], "one does not take the new authority yet");
  });

  it("[KU-25] and the old one is forgotten when all have shown the new one's for a while", () => {
    const moved = (changedMs: number): TrustFacts => ({ ...well, trustsOthers: true, changedMs });
    const settled = moved(NOW_MS - SETTLE_MS);
    assert.deepEqual(kindsOf(settled, settled), ["forget", "forget"]);
    assert.deepEqual(kindsOf(settled, moved(NOW_MS - 1)), ["keep", "keep"]);
    const behind = { ...old, trustsAuthority: true, changedMs: 0 };
    assert.deepEqual(kindsOf(settled, behind), ["keep", "issue"], "one still shows the old one's");
  });

  it("says when to look again", () => {
    const next = (facts: TrustFacts): number => judgeTrust(new Map([["relay", facts]]), NOW_MS).nextMs;
    assert.equal(next(well), certificate.startsMs + LIFE_MS * RENEWAL_SHARE);
    assert.equal(next({ ...well, trustsOthers: true, changedMs: NOW_MS - 1 }), NOW_MS - 1 + SETTLE_MS);
    assert.equal(next(aged(0.9)), NOW_MS);
  });
});
