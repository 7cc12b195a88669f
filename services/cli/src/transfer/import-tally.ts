import type { ImportOutcome } from "@fairlead/cluster-redis";
import type { BadRow, StoredRow } from "@fairlead/store-sqlite";

const NAMED = 20;

/** What came of an import, counted; of those to look at, the first twenty by name. */
export class ImportTally {
  #read = 0;
  readonly #counts = new Map<ImportOutcome, number>();
  readonly #conflicting: string[] = [];
  #badCount = 0;
  readonly #bad: BadRow[] = [];

  add(rows: readonly StoredRow[], outcomes: readonly ImportOutcome[], bad: readonly BadRow[]): void {
    this.#read += rows.length + bad.length;
    for (const [at, outcome] of outcomes.entries()) {
      this.#counts.set(outcome, this.count(outcome) + 1);
      const id = rows[at]?.id;
      if (outcome === "conflict" && id !== undefined && this.#conflicting.length < NAMED) this.#conflicting.push(id);
    }
    this.#badCount += bad.length;
    this.#bad.push(...bad.slice(0, NAMED - this.#bad.length));
  }

  count(outcome: ImportOutcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  lines(): readonly string[] {
    const rows: readonly (readonly [string, number, string])[] = [
      ["read", this.#read, ""],
      ["created", this.count("created"), ""],
      ["unchanged", this.count("unchanged"), ""],
      ["updated", this.count("updated"), ""],
      [
        "newer",
        this.count("newer"),
        this.count("newer") > 0 ? "registered in the cluster now; left as they are there" : "",
      ],
      [
        "conflicting",
        this.count("conflict"),
        this.count("conflict") > 0 ? "another device has the id in the cluster; skipped" : "",
      ],
      ["bad rows", this.#badCount, ""],
    ];
    const table = rows.map(([name, count, note]) =>
      `${name.padEnd(12)} ${String(count).padStart(9)}  ${note}`.trimEnd(),
    );
    return [...table, ...this.#named()];
  }

  #named(): string[] {
    const rest = this.count("conflict") - this.#conflicting.length;
    const conflicting = this.#conflicting.map((id) => `conflicting: ${id}`);
    const bad = this.#bad.map(({ id, reason }) => `bad row: ${id === "" ? "(no id)" : id}: ${reason}`);
    return [...conflicting, ...(rest > 0 ? [`conflicting: and ${rest} more`] : []), ...bad];
  }
}
