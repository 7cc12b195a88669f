import { networkInterfaces } from "node:os";
import type { RunningServer, ServerPlan } from "@fairlead/server";
import { bannerText } from "./banner.ts";
import { type ClientConfig, clientConfig, idServerAt } from "./client-config.ts";
import { ownAddresses } from "./own-addresses.ts";
import { configQrCode } from "./qr-code.ts";
import { placeText } from "./settings/node-places.ts";
import type { Role } from "./settings/role.ts";

/** The banner of a server that is up; with the QR code where a person looks on. */
export function serverBanner(role: Role, plan: ServerPlan, server: RunningServer, forPerson: boolean): string {
  const [host = "127.0.0.1", ...otherHosts] = clientAddresses(plan);
  const client = clientOf(plan, server, host);
  return bannerText({
    role,
    ports: server.ports.map(({ name, port, protocols }) => [name, protocols.map((one) => `${port}/${one}`).join(" ")]),
    publicKey: server.keys.publicKey,
    keyNote: keyNoteOf(server),
    dataDir: plan.dataDir,
    node: nodeText(plan),
    opsUrl: server.opsUrl,
    otherIdServers: otherHosts.map((other) => idServerAt(other, plan.rendezvous?.port ?? 0)),
    client,
    qrCode: forPerson && client !== undefined ? configQrCode(client.configString) : "",
  });
}

function nodeText({ cluster }: ServerPlan): string | undefined {
  if (cluster === undefined) return undefined;
  const { nodeName, bus, relay } = cluster;
  const told = relay?.managed ? "what its order says" : relay?.advertise;
  const advertised = told === undefined ? "" : `; clients are told ${told}`;
  return `${nodeName}, others reach it at ${placeText(bus.advertise)}${advertised}`;
}

/** A relay alone is nothing that a client is pointed at. */
function clientOf(plan: ServerPlan, server: RunningServer, host: string): ClientConfig | undefined {
  if (plan.rendezvous === undefined) return undefined;
  const publicKey = server.keys.publicKey ?? "";
  return clientConfig({ host, port: plan.rendezvous.port, publicKey, apiUrl: plan.clientApiUrl ?? "", relay: "" });
}

function clientAddresses(plan: ServerPlan): readonly string[] {
  if (plan.publicHost !== undefined) return [plan.publicHost];
  if (plan.bindHost !== undefined && plan.bindHost !== "0.0.0.0") return [plan.bindHost];
  return ownAddresses(networkInterfaces());
}

function keyNoteOf({ keys }: RunningServer): string {
  if (keys.signingOff) return "clients that sign in will fail: this key signs nothing";
  return keys.accepted.length === 0 ? "not asked for" : "";
}
