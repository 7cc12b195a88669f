/** The thread that has the database. Opens it, says so, then answers requests in the order they come until it is told to close. */
import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, ToWorker, WorkerSettings } from "../worker-protocol.ts";
import { PeerDatabase } from "./peer-database.ts";

const settings: WorkerSettings = workerData;
/** A version 4 UUID as bytes, hbbs's form of a guid. */
const newGuid = (): Uint8Array => Buffer.from(randomUUID().replaceAll("-", ""), "hex");

const database = new PeerDatabase(settings, newGuid);
const opened = database.open();
parentPort?.postMessage(opened);
if (opened.kind === "refused") parentPort?.close();

parentPort?.on("message", ({ sequence, request }: ToWorker) => {
  const answer = database.answer(request);
  parentPort?.postMessage({ sequence, answer } satisfies FromWorker);
  if (request.kind === "close") parentPort?.close();
});
