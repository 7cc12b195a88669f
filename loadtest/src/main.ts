import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { planLoad } from "./load-plan.ts";
import { reportText } from "./load-report.ts";
import { Progress } from "./progress.ts";
import { runLoad } from "./run-load.ts";
import { ServerProcess } from "./server-process.ts";

const plan = planLoad(process.argv.slice(2), process.env);
const clock = liveClock();
const random = liveRandom();
const folder = join(import.meta.dirname, "..", "out");

await mkdir(folder, { recursive: true });
const logFile = join(folder, "server.log");
await using server = await ServerProcess.start(clock, { nodePath: process.execPath, logFile });
using progress = new Progress(clock, process.stdout);
const report = await runLoad({ clock, random, server, progress }, plan);
const text = reportText(report);
process.stdout.write(`\n${text}\n`);
await writeFile(join(folder, "load.json"), `${JSON.stringify(report, undefined, 2)}\n`);
await writeFile(join(folder, "load.txt"), `${text}\n`);
process.stdout.write(`\nwritten to ${folder}\n`);
const complete = report.sessions.failed === 0 && report.registration.accepted === plan.peers;
process.exitCode = complete ? 0 : 1;
