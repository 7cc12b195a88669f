import type { PresenceTable } from "../presence/presence-table.ts";
import type { PresentPeer } from "../presence/present-peer.ts";

/** Up to `most` devices that bear a mark, from a place on and round again; what it looked past is not looked at twice. */
export class PlaceCursor {
  readonly #table: PresenceTable;
  #place = 0;

  constructor(table: PresenceTable) {
    this.#table = table;
  }

  take(mark: number, most: number): readonly PresentPeer[] {
    const found: PresentPeer[] = [];
    const wanted = Math.min(most, this.#table.marks.count(mark));
    let place = this.#table.marks.next(mark, this.#place);
    while (found.length < wanted) {
      if (place < 0) {
        place = this.#table.marks.next(mark, 0);
        if (place < 0) break;
      }
      const peer = this.#table.entryAt(place);
      if (peer !== undefined) found.push(peer);
      this.#place = place + 1;
      place = this.#table.marks.next(mark, this.#place);
    }
    return found;
  }
}
