import type { RelayPool } from "../../api/index.ts";
import type { Relay } from "../relay/relay.ts";
import { type AddressFinding, found, lacks, waitsFor } from "./address-finding.ts";
import { nodeAddress } from "./node-address.ts";

/** `advertise`, filled in [KU-19]. What is not known yet is waited for; what never will be is said. */
export function advertised(template: string, relay: Relay, pool: RelayPool, port: number | undefined): AddressFinding {
  const { domain, host } = pool.spec.exposure;
  const values: Readonly<Record<string, string | undefined>> = {
    name: relay.name,
    pool: pool.metadata.name,
    index: String(relay.index),
    node: relay.pod?.spec?.nodeName,
    nodeAddress: nodeAddress(relay.node, relay.pod)?.host,
    port: port === undefined ? undefined : String(port),
    domain,
    host,
  };
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  const unknown = names.find((name) => !(name in values));
  if (unknown !== undefined) {
    const step = `use ${Object.keys(values)
      .map((name) => `{${name}}`)
      .join(", ")}`;
    return lacks(
      "AdvertiseInvalid",
      `exposure.advertise=${template} names {${unknown}}, which is nothing; do: ${step}`,
    );
  }
  const missing = names.find((name) => values[name] === undefined || values[name] === "");
  if (missing !== undefined)
    return waitsFor("WaitingForAddress", `{${missing}} of exposure.advertise is not known yet`);
  return found(template.replace(/\{([^{}]*)\}/g, (_, name: string) => values[name] ?? ""));
}
