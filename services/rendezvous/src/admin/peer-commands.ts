import { peerId } from "@fairlead/base";
import type { PeerLocation, PeerRecord } from "@fairlead/cluster";
import { type AdminAnswer, type AdminCommand, errorAnswer, tableAnswer, textAnswer } from "@fairlead/runtime";
import { formatSocketAddress } from "@fairlead/wire";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Workings } from "../workings.ts";

const MAX_ROWS = 1000;
const WHICH = "which device? do: ctl peers";

/** Who is here. */
export function peerCommands(workings: Workings): readonly AdminCommand[] {
  return [
    {
      name: "peers",
      aliases: [],
      usage: "[TEXT | count]",
      help: "devices that are here, those whose id or address holds TEXT, or how many",
      run: (words) => listPeers(workings, words),
    },
    {
      name: "peer",
      aliases: [],
      usage: "ID",
      help: "everything known of one device",
      run: ([id]) => (id === undefined ? errorAnswer(WHICH) : onePeer(workings, id)),
    },
    {
      name: "kick-peer",
      aliases: [],
      usage: "ID",
      help: "takes a device offline until it registers again; its connection is closed",
      run: ([id]) => (id === undefined ? errorAnswer(WHICH) : kick(workings, id)),
    },
  ];
}

/** A text that fits nobody here may be the id of somebody who is not. */
function listPeers(workings: Workings, [text]: readonly string[]): AdminAnswer | Promise<AdminAnswer> {
  const { presence, ports } = workings;
  const nowMs = ports.clock.now();
  const found: PresentPeer[] = [];
  let count = 0;
  for (const peer of presence.table.peers(nowMs)) {
    if (text !== undefined && text !== "count" && !holds(peer, text)) continue;
    count += 1;
    if (found.length < MAX_ROWS) found.push(peer);
  }
  if (text === "count") return textAnswer(`${count}\n`);
  if (text !== undefined && count === 0) return onePeer(workings, text);
  const rows = found.map((peer) => [
    peer.id,
    formatSocketAddress(peer.address),
    peer.transport,
    seenAgo(presence, peer, nowMs),
  ]);
  return tableAnswer(["id", "address", "by", "seen"], rows);
}

const holds = (peer: PresentPeer, text: string): boolean => peer.id.includes(text) || peer.address.ip.includes(text);

async function onePeer(workings: Workings, id: string): Promise<AdminAnswer> {
  const { presence, ports } = workings;
  const nowMs = ports.clock.now();
  const here = presence.find(id);
  const departed = presence.departed(id);
  const shared = workings.ownership !== undefined;
  const stored = here === undefined || shared ? await storedOf(workings, id, here) : undefined;
  const identity = here?.identity ?? stored;
  if (identity === undefined) return errorAnswer(`${id} has never registered here`);
  const rows: [string, string][] = [
    ["id", id],
    ["here", here === undefined ? "no" : "yes"],
    [
      "uuid",
      Buffer.from(identity.uuid)
        .toString("latin1")
        .replaceAll(/[^\x20-\x7e]/g, "?"),
    ],
    ["pk", Buffer.from(identity.pk).toString("base64")],
    ["registered from", identity.registeredIp],
  ];
  if (here !== undefined) {
    rows.push(
      ["address", formatSocketAddress(here.address)],
      ["by", here.transport],
      ["seen", seenAgo(presence, here, nowMs)],
    );
    rows.push(["registered", `${seconds(here.registeredMs, nowMs)} ago`]);
  } else if (departed !== undefined) {
    rows.push(["last by", departed.transport], ["last seen", `${seconds(departed.lastSeenMs, nowMs)} ago`]);
  }
  if (shared) rows.push(...clusterRows(workings, stored?.at));
  return tableAnswer(["what", "value"], rows);
}

/** A device that is here is shown also while the store is away. */
async function storedOf(
  { ports }: Workings,
  id: string,
  here: PresentPeer | undefined,
): Promise<PeerRecord | undefined> {
  try {
    return await ports.registry.find(peerId(id));
  } catch (error) {
    if (here === undefined) throw error;
    return undefined;
  }
}

/** What the cluster's store says of where it is. */
function clusterRows({ ports }: Workings, at: PeerLocation | undefined): readonly [string, string][] {
  if (at === undefined) return [["in the cluster at", "no node"]];
  const { nodes } = ports.cluster;
  const { slot, epoch } = at.owner;
  const name = nodes.nodes().find((node) => node.slot === slot && node.epoch === epoch)?.name ?? `slot ${slot}`;
  return [
    ["in the cluster at", `${name} (${nodes.ownerState(at.owner).kind})`],
    ["from there", `${formatSocketAddress(at.address)} by ${at.transport}`],
  ];
}

function kick({ presence }: Workings, id: string): AdminAnswer {
  const peer = presence.find(id);
  if (peer === undefined) return errorAnswer(`${id} is not here; do: ctl peer ${id}`);
  presence.leave(peer);
  peer.channel.close();
  return textAnswer("");
}

function seenAgo(presence: Workings["presence"], peer: PresentPeer, nowMs: number): string {
  return `${seconds(presence.table.lastSeenMs(peer.id) ?? nowMs, nowMs)} ago`;
}

const seconds = (sinceMs: number, nowMs: number): string => `${Math.round((nowMs - sinceMs) / 1000)} s`;
