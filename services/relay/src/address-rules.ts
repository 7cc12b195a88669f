import { CidrList, canonicalIp } from "@fairlead/wire";
import type { RelayAddressLists } from "./settings.ts";

export type ListName = keyof RelayAddressLists;

/**
 * The four address lists [RL-11], live. Asked with normalised addresses. Changes are kept in memory only: the old server never wrote its files either, and a
 * file an operator edits by hand is not ours to overwrite.
 */
export class AddressRules {
  readonly #lists: Record<ListName, CidrList>;
  #onChange: () => void = () => undefined;

  /** Throws `WireError` for an entry that is no address and no CIDR. */
  constructor(lists: RelayAddressLists) {
    this.#lists = {
      blocked: listOf(lists.blocked),
      slowed: listOf(lists.slowed),
      allowed: listOf(lists.allowed),
      denied: listOf(lists.denied),
    };
  }

  /** Tells of every change, after it is in force. One listener. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  refuses(ip: string): boolean {
    const { blocked, denied, allowed } = this.#lists;
    if (blocked.contains(ip) || denied.contains(ip)) return true;
    return allowed.entries.length > 0 && !allowed.contains(ip);
  }

  slows(ip: string): boolean {
    return this.#lists.slowed.contains(ip);
  }

  entries(list: ListName): readonly string[] {
    return this.#lists[list].entries;
  }

  contains(list: ListName, ip: string): boolean {
    return this.#lists[list].contains(ip);
  }

  /** Throws `WireError` for a bad entry; then nothing changed. */
  add(list: ListName, entries: readonly string[]): void {
    this.#replace(list, listOf([...this.entries(list), ...entries]));
  }

  /** Takes entries out as they are shown; unknown ones are ignored. */
  remove(list: ListName, entries: readonly string[]): void {
    const gone = new Set(listOf(entries).entries);
    this.#replace(list, listOf(this.entries(list).filter((entry) => !gone.has(entry))));
  }

  clear(list: ListName): void {
    this.#replace(list, listOf([]));
  }

  /** These, and no others. Throws like `add`. */
  replace(list: ListName, entries: readonly string[]): void {
    this.#replace(list, listOf(entries));
  }

  #replace(list: ListName, entries: CidrList): void {
    this.#lists[list] = entries;
    this.#onChange();
  }
}

/** An address is kept in its canonical text, however it was written, so that it can be taken out again [AD-1]. */
function listOf(entries: readonly string[]): CidrList {
  return CidrList.parse(entries.map((entry) => canonicalIp(entry) ?? entry));
}
