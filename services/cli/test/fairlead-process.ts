import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const BIN = join(import.meta.dirname, "..", "bin", "fairlead.js");

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program that runs the command; the Node of the tests when absent. */
  readonly node?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A real `fairlead` process. It is ended by its own id, never by name. */
export class FairleadProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  #out = "";
  #err = "";
  #hasEnded = false;
  #heard: () => void = () => undefined;

  constructor(words: readonly string[], options: RunOptions = {}) {
    this.#child = spawn(options.node ?? process.execPath, [BIN, ...words], {
      stdio: ["ignore", "pipe", "pipe"],
      cwd: options.cwd,
      env: { PATH: process.env["PATH"] ?? "", ...options.env },
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#hear(() => (this.#out += text)));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#hear(() => (this.#err += text)));
    this.ended = once(this.#child, "close").then(([code]) => {
      this.#hear(() => (this.#hasEnded = true));
      return { code, out: this.#out, err: this.#err };
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves when either stream has said so; rejects when the process ends or the time is over first. */
  async says(pattern: RegExp, limitMs = 60_000): Promise<RegExpExecArray> {
    return this.#find(() => pattern.exec(this.#out) ?? pattern.exec(this.#err), pattern, limitMs);
  }

  /** As `says`, on the error stream alone: what is written there first may arrive after what is written to the other later. */
  async warns(pattern: RegExp, limitMs = 60_000): Promise<RegExpExecArray> {
    return this.#find(() => pattern.exec(this.#err), pattern, limitMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#hasEnded) this.#child.kill("SIGKILL");
    await this.ended;
  }

  async #find(look: () => RegExpExecArray | null, pattern: RegExp, limitMs: number): Promise<RegExpExecArray> {
    const deadline = AbortSignal.timeout(limitMs);
    for (;;) {
      const found = look();
      if (found !== null) return found;
      if (this.#hasEnded || deadline.aborted) throw new Error(`never said ${pattern}:\n${this.#out}\n${this.#err}`);
      await this.#nextWord(deadline);
    }
  }

  #hear(remember: () => unknown): void {
    remember();
    this.#heard();
  }

  #nextWord(deadline: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve;
      deadline.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

/** Runs a command to its end; one that has not ended after 90 s is killed, and its code is null. */
export async function run(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  await using child = new FairleadProcess(words, options);
  const overdue = setTimeout(() => child.signal("SIGKILL"), 90_000);
  try {
    return await child.ended;
  } finally {
    clearTimeout(overdue);
  }
}
