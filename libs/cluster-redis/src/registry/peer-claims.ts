import {
  type ClaimResult,
  type LocatedPeer,
  type PeerIdentity,
  type PeerLocation,
  type ReassertResult,
  StoreUnavailableError,
} from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { type RedisCall, type RedisReply, type RedisWord, scriptCall } from "../connection/redis-call.ts";
import { replyBytes, replyList, replyText } from "../connection/redis-reply.ts";
import { bucketOf } from "../device-keys.ts";
import { claimScript } from "./claim-script.ts";
import { reassertScript } from "./location-scripts.ts";
import { locationText, ownerText, parseLocation } from "./location-text.ts";
import { dayOf, deviceKeys, healingArguments, type RegistryBase } from "./registry-base.ts";
import type { RenameSteps } from "./rename-steps.ts";
import { tombstoneOf } from "./tombstone.ts";

/** A tombstone is finished and the claim made again; somebody would have to rename between each two of these. */
const ATTEMPTS = 3;

interface Reassertion {
  readonly peer: LocatedPeer;
  readonly call: RedisCall;
}

/** Claims [CL-10], and what owners write again [CL-13]. */
export class PeerClaims {
  readonly #base: RegistryBase;
  readonly #steps: RenameSteps;

  constructor(base: RegistryBase, steps: RenameSteps) {
    this.#base = base;
    this.#steps = steps;
  }

  async claim(identity: PeerIdentity, at: PeerLocation | undefined): Promise<ClaimResult> {
    const args = [...this.#arguments(identity, at), this.#tenantOf(identity)];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const reply = replyList(await this.#base.store.run(claimScript, this.#keys(identity), args));
      if (replyText(reply[0]) === "healing") this.#base.generations.noticed();
      if (replyText(reply[0]) !== "renamed") return claimResult(identity, reply);
      await this.#steps.finish(tombstoneOf(identity.id, reply.slice(1)));
    }
    throw new StoreUnavailableError(`${identity.id} is being renamed again and again`);
  }

  async reassert(peers: readonly LocatedPeer[], lost: readonly NodeRef[]): Promise<readonly ReassertResult[]> {
    const reassertions = peers.map((peer) => ({ peer, call: this.#reassertion(peer, lost) }));
    const replies = await this.#base.store.batch(reassertions.map(({ call }) => call));
    return Promise.all(
      reassertions.map((reassertion, at) => this.#reasserted(reassertion, replyList(replies[at] ?? null))),
    );
  }

  #reassertion(peer: LocatedPeer, lost: readonly NodeRef[]): RedisCall {
    const args = [...this.#arguments(peer, peer.at), ...lost.map(ownerText)];
    return scriptCall(reassertScript, this.#keys(peer), args);
  }

  async #reasserted(reassertion: Reassertion, reply: readonly RedisReply[]): Promise<ReassertResult> {
    const kind = replyText(reply[0]);
    if (kind === "renamed") return this.#reassertedAfterRename(reassertion, reply);
    if (kind !== "mine" && kind !== "elsewhere" && kind !== "conflict")
      throw new TypeError(`reassert answered ${kind}`);
    return { kind, parked: replyList(reply[1]).map(replyBytes) };
  }

  /** A device that has another id now is not under this one any more. */
  async #reassertedAfterRename(reassertion: Reassertion, reply: readonly RedisReply[]): Promise<ReassertResult> {
    const { peer, call } = reassertion;
    const tombstone = tombstoneOf(peer.id, reply.slice(1));
    const isFinished = await this.#steps.finish(tombstone);
    if (isFinished && tombstone.uuid.equals(peer.uuid)) return { kind: "elsewhere", parked: [] };
    const again = replyList(await this.#base.store.ask(call));
    if (replyText(again[0]) === "renamed") throw new StoreUnavailableError(`${peer.id} is being renamed`);
    return this.#reasserted(reassertion, again);
  }

  #keys({ id }: PeerIdentity): string[] {
    const { marker, peer, location, parked } = deviceKeys(this.#base, id);
    return [marker, peer, location, parked];
  }

  #arguments({ id, uuid, pk, registeredIp }: PeerIdentity, at: PeerLocation | undefined): RedisWord[] {
    const place = at === undefined ? ["", ""] : [locationText(at), at.owner.slot];
    const { locationMs } = this.#base.settings;
    const head = healingArguments(this.#base, bucketOf(id));
    return [...head, uuid, pk, registeredIp, ...place, locationMs, dayOf(this.#base)];
  }

  #tenantOf({ id }: PeerIdentity): string {
    const { tenants } = this.#base.ports;
    return tenants === undefined ? "-" : (tenants.tenantOf(id)?.id ?? "");
  }
}

function claimResult(
  identity: PeerIdentity,
  [kindReply, oustedReply, parkedReply, pk, ip]: readonly RedisReply[],
): ClaimResult {
  const kind = replyText(kindReply);
  if (kind === "conflict" || kind === "healing") return { kind };
  const ousted = parseLocation(replyText(oustedReply));
  const parked = replyList(parkedReply).map(replyBytes);
  const findings = { ...(ousted === undefined ? {} : { ousted }), ...(parked.length === 0 ? {} : { parked }) };
  if (kind === "created" || kind === "unchanged") return { kind, ...findings };
  if (kind !== "updated") throw new TypeError(`claim answered ${kind}`);
  const previous = { ...identity, pk: replyBytes(pk), registeredIp: replyText(ip) };
  return { kind, previous, ...findings };
}
