import { get } from "node:http";
import { get as getSecurely } from "node:https";
import { connect } from "node:net";
import type { Container, Probe } from "./pod.ts";

export interface ProbeTarget {
  readonly ip: string;
  readonly container: Container;
  /** Runs it inside; answers whether it ended with 0. */
  exec(command: readonly string[], timeoutMs: number): Promise<boolean>;
}

/** One try. */
export async function probeOnce(probe: Probe, target: ProbeTarget): Promise<boolean> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  const { httpGet, tcpSocket, exec } = probe;
  if (exec !== undefined) return target.exec(exec.command, timeoutMs);
  if (tcpSocket !== undefined) return canConnect(target.ip, portOf(tcpSocket.port, target.container), timeoutMs);
  if (httpGet === undefined) return true;
  const { port, path = "/", scheme = "HTTP" } = httpGet;
  const ask = scheme === "HTTPS" ? getSecurely : get;
  return new Promise((resolve) => {
    const place = { host: target.ip, port: portOf(port, target.container), path, timeout: timeoutMs, agent: false };
    const asked = ask({ ...place, rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve((answer.statusCode ?? 500) < 400);
    });
    asked.on("error", () => resolve(false));
    asked.on("timeout", () => asked.destroy());
  });
}

function canConnect(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const settle = (can: boolean): void => {
      socket.destroy();
      resolve(can);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}

function portOf(port: number | string, { ports = [] }: Container): number {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port);
}
