const SMALLEST = 1024;
const KINDS = 8;

/** What is noted of each place of a presence table, in one byte each, and how many places bear which note. A place starts with 0. */
export class PlaceMarks {
  #marks = new Uint8Array(SMALLEST);
  readonly #counts = new Uint32Array(KINDS);

  at(place: number): number {
    return this.#marks[place] ?? 0;
  }

  set(place: number, mark: number): void {
    if (place >= this.#marks.length) this.#grow(place + 1);
    this.#count(this.#marks[place] as number, -1);
    this.#marks[place] = mark;
    this.#count(mark, 1);
  }

  /** How many places bear a mark that is not 0. */
  count(mark: number): number {
    return this.#counts[mark] ?? 0;
  }

  /** The next place, from here on, with this mark; -1 = none. */
  next(mark: number, from: number): number {
    return this.#marks.indexOf(mark, from);
  }

  /** Every place with one mark gets another. */
  turn(from: number, to: number): void {
    for (let place = this.next(from, 0); place >= 0; place = this.next(from, place + 1)) this.set(place, to);
  }

  #count(mark: number, by: number): void {
    if (mark !== 0) this.#counts[mark] = (this.#counts[mark] as number) + by;
  }

  #grow(length: number): void {
    const marks = new Uint8Array(Math.max(length, this.#marks.length * 2));
    marks.set(this.#marks);
    this.#marks = marks;
  }
}
