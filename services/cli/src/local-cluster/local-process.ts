import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

export interface LocalProcessStart {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  /** All that it says goes there. */
  readonly logFile: string;
  readonly options: SpawnOptions;
}

/** A process of ours. It is ended by its own id, never by name. */
export class LocalProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly ended: Promise<string>;
  #said = "";
  #hasEnded = false;

  private constructor(name: string, child: ChildProcess, ended: Promise<string>) {
    this.name = name;
    this.#child = child;
    this.ended = ended.then((end) => {
      this.#hasEnded = true;
      return end;
    });
  }

  /** Rejects when there is no such program. */
  static async start({ name, program, words, logFile, options }: LocalProcessStart): Promise<LocalProcess> {
    const child = spawn(program, [...words], options);
    const ended = once(child, "close").then(([code, signal]) => `code ${code ?? signal}`);
    // A program that does not start says so once, below.
    ended.catch(() => undefined);
    await once(child, "spawn");
    const log = createWriteStream(logFile, { flags: "a", mode: 0o600 });
    const process = new LocalProcess(
      name,
      child,
      ended.finally(() => log.end()),
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        log.write(text);
        process.#said = (process.#said + text).slice(-20_000);
      });
    }
    return process;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The end of what it said. */
  get said(): string {
    return this.#said;
  }

  /** What it gave up with; the end of what it said when it gave no reason. */
  get complaint(): string {
    return /^fairlead: (.*)$/m.exec(this.#said)?.[1] ?? this.#said.slice(-500);
  }

  /** As a terminal's Ctrl-C, which may have reached it by itself: told by message both count as one. */
  interrupt(): void {
    if (this.#child.connected) this.#child.send({ signal: "SIGINT" });
    else this.signal("SIGINT");
  }

  signal(name: NodeJS.Signals): void {
    if (!this.#hasEnded) this.#child.kill(name);
  }

  /** With all that it started: only where it has a process group of its own. */
  killGroup(): void {
    if (!this.#hasEnded) process.kill(-this.pid, "SIGKILL");
  }
}
