import type { ClientConfig } from "./client-config.ts";

export interface BannerFacts {
  readonly role: string;
  /** What listens where, such as `["main", "21116/tcp 21116/udp"]`. */
  readonly ports: readonly (readonly [string, string])[];
  /** `undefined` where no key is needed. */
  readonly publicKey: string | undefined;
  readonly keyNote: string;
  readonly dataDir: string;
  /** One node of several: what it is called and where others reach it. */
  readonly node: string | undefined;
  readonly opsUrl: string;
  /** What clients may enter instead of the client config's ID server, best first. */
  readonly otherIdServers: readonly string[];
  /** `undefined` where clients have nothing to enter, as with a relay alone. */
  readonly client: ClientConfig | undefined;
  /** Empty where nobody could scan it. */
  readonly qrCode: string;
}

/** What a person needs after a start: on a terminal, and word for word in a log. */
export function bannerText(facts: BannerFacts): string {
  return `\n${[...serverLines(facts), ...clientLines(facts)].join("\n")}\n\n`;
}

function serverLines(facts: BannerFacts): readonly string[] {
  const [first = "", ...more] = facts.ports.map(([name, port]) => `${port.padEnd(22)} ${name}`);
  return [
    `Fairlead ${facts.role} is ready.`,
    "",
    `  Ports       ${first}`,
    ...more.map((line) => `              ${line}`),
    `  Public key  ${facts.publicKey ?? "none"}${facts.keyNote === "" ? "" : `  (${facts.keyNote})`}`,
    ...(facts.node === undefined ? [] : [`  Node        ${facts.node}`]),
    `  Data        ${facts.dataDir}`,
    `  Health      ${facts.opsUrl}/readyz, numbers ${facts.opsUrl}/metrics`,
  ];
}

function clientLines(facts: BannerFacts): readonly string[] {
  if (facts.client === undefined) return [];
  const others = facts.otherIdServers;
  return [
    "",
    "In every client, Settings > Network > ID/Relay server:",
    `  ID server   ${facts.client.idServer}${others.length === 0 ? "" : `   (or, from where it is nearer: ${others.join(", ")})`}`,
    `  Key         ${facts.client.key}`,
    "or import this (rustdesk --config STRING):",
    `  ${facts.client.configString}`,
    ...(facts.qrCode === "" ? [] : ["", facts.qrCode]),
  ];
}
