import { peerId, tenantId } from "@fairlead/base";
import type { Place, TenantPolicy } from "@fairlead/cluster";
import type { RelayReasoning, WeighedRelay } from "@fairlead/protocol";
import {
  type AdminAnswer,
  type AdminCommand,
  errorAnswer,
  formatAnswer,
  tableAnswer,
  textAnswer,
} from "@fairlead/runtime";
import { canonicalIp } from "@fairlead/wire";
import type { Workings } from "../workings.ts";
import type { RelayQuestion } from "./relay-desk.ts";

const USAGE = "do: ctl explain A-ADDR B-ID [--tenant T]";

/** Why a session would get the relay that it would get now [CL-32]. Asks the same rules as a request does, and leaves no trace in them. */
export function explainCommand(workings: Workings): AdminCommand {
  return {
    name: "explain",
    aliases: [],
    usage: "A-ADDR B-ID [--tenant T]",
    help: "the relay that a session from A-ADDR to device B-ID would be given, and why",
    run: async (words) => {
      const question = await readQuestion(words, workings);
      return typeof question === "string" ? errorAnswer(question) : explanation(workings, question);
    },
  };
}

/** A text says what is wrong. */
async function readQuestion(words: readonly string[], workings: Workings): Promise<RelayQuestion | string> {
  const { tenants } = workings.ports.cluster;
  const at = words.indexOf("--tenant");
  const [address, id, ...more] = at < 0 ? words : words.toSpliced(at, 2);
  const controllingIp = canonicalIp(address ?? "");
  if (controllingIp === undefined) return `which address? ${USAGE}`;
  if (id === undefined || more.length > 0) return `which device? ${USAGE}`;
  const question = { controllingIp, targetId: id, targetIp: await addressOf(id, workings) };
  if (at < 0) return question;
  const tenant = tenants.find(tenantId(words[at + 1] ?? ""));
  return tenant === undefined
    ? `no tenant is called ${words[at + 1] ?? ""}; see the tenants file`
    : { ...question, tenant };
}

/** Where the device is now, or registered from last. */
async function addressOf(id: string, { presence, ports }: Workings): Promise<string | undefined> {
  const here = presence.find(id);
  if (here !== undefined) return here.address.ip;
  // Without the store the answer is as good as what is known of A.
  const record = await ports.registry.find(peerId(id)).catch(() => undefined);
  return record?.at?.address.ip ?? record?.registeredIp;
}

function explanation({ relayDesk }: Workings, question: RelayQuestion): AdminAnswer {
  const reasoning = relayDesk.explain(question);
  const { controllingIp, targetId, targetIp } = question;
  const lines = [
    `A ${controllingIp} is ${placeText(relayDesk.locate(controllingIp))}`,
    `B ${targetId} ${targetIp === undefined ? "is not known here" : `at ${targetIp} is ${placeText(relayDesk.locate(targetIp))}`}`,
    tenantText(relayDesk.tenantOf(question)),
    "",
    formatAnswer(relayTable(reasoning)),
    "",
    resultText(reasoning),
  ];
  return textAnswer(`${lines.join("\n")}\n`);
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return "nowhere that is known";
  const { region, latitude, longitude } = place;
  const point =
    latitude === undefined || longitude === undefined ? "" : `${latitude.toFixed(2)} ${longitude.toFixed(2)}`;
  return `in ${[region, point].filter((text) => text !== "").join(", ")}`;
}

function tenantText(tenant: TenantPolicy | undefined): string {
  if (tenant === undefined) return "no tenant: any relay";
  const suspended =
    tenant.suspended === "" ? "" : `, suspended (${tenant.suspended}): refused before a relay is chosen`;
  return `tenant ${tenant.id}${suspended}: ${tenant.pools.length === 0 ? "any relay" : `relays of ${tenant.pools.join(", ")}`}`;
}

function relayTable(reasoning: RelayReasoning): AdminAnswer {
  const rows = reasoning.relays.map((relay) => [
    relay.name,
    outcomeOf(relay, reasoning),
    kilometres(relay.controllingKm),
    kilometres(relay.targetKm),
    `${(relay.load * 100).toFixed(1)}`,
    `${Math.round(relay.reservedSessions)}`,
  ]);
  return tableAnswer(["relay", "outcome", "km to A", "km to B", "load %", "on their way"], rows);
}

function outcomeOf({ name, refusal }: WeighedRelay, { result, drawn }: RelayReasoning): string {
  if (name === result) return "chosen";
  if (refusal !== undefined) return refusal;
  return drawn.includes(name) ? "drawn" : "not drawn";
}

const kilometres = (km: number | undefined): string => (km === undefined ? "?" : km.toFixed(0));

function resultText({ result, rule, drawn, reservationBps }: RelayReasoning): string {
  const reserves = `reserves ${(reservationBps / 2 ** 20).toFixed(1)} Mb/s for at most 30 s`;
  switch (rule) {
    case "none":
      return "result: none";
    case "only":
      return `result: ${result}, the only one left; ${reserves}`;
    case "oldest":
      return `result: ${result}; this pair has been given all of them lately, this one longest ago; ${reserves}`;
    case "turn":
      return `result: ${result}, whose turn it is: nothing but their names is known; ${reserves}`;
    case "less loaded of two":
      return `result: ${result}, the less loaded of ${drawn.join(" and ")}, drawn just now; ${reserves}`;
    default:
      throw rule satisfies never;
  }
}
