import { spawn } from "node:child_process";
import { once } from "node:events";
import { liveClock } from "@fairlead/testkit";

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** 60 s unless told; then it is killed. */
  readonly timeoutMs?: number;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to its end; the code is 137 when it was killed for taking too long. */
export async function runProgram(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { stdin = "", env = {}, cwd, timeoutMs = 60_000 } = options;
  const [program = "", ...args] = words;
  const child = spawn(program, args, { env: { ...process.env, ...env }, ...(cwd === undefined ? {} : { cwd }) });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  using _late = liveClock().after(timeoutMs, () => child.kill("SIGKILL"));
  const [code] = (await once(child, "close")) as [number | null];
  const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
  return { code: code ?? 137, stdout: text(out), stderr: text(err) };
}

/** What it printed; rejects with what it complained of when it fails. */
export async function outputOf(words: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runProgram(words, options);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${stderr.trim() || stdout.trim()}`);
  return stdout;
}
