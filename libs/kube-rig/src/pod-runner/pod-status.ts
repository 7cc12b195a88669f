import { liveClock } from "@fairlead/testkit";
import type { Json } from "../rig-api.ts";
import { type ContainerState, statusOf } from "./container-state.ts";
import type { Condition, Pod } from "./pod.ts";

export interface StatusFacts {
  readonly pod: Pod;
  readonly ip: string;
  readonly hostIp: string;
  readonly startTime: string;
  readonly stopping: boolean;
  readonly init: readonly ContainerState[];
  readonly main: readonly ContainerState[];
  /** What was said before: times of transitions are kept. */
  readonly conditions: Map<string, Condition>;
}

/** A pod's status as a kubelet tells it. */
export function podStatus(facts: StatusFacts): Json {
  const { pod, ip, hostIp, main, init, startTime } = facts;
  const phase = phaseOf(facts);
  const ready = phase === "Running" && main.every((state) => state.ready);
  const gates = (pod.spec.readinessGates ?? []).every(({ conditionType }) => holds(pod, conditionType));
  const conditions = [
    condition(facts, "PodScheduled", true),
    condition(
      facts,
      "Initialized",
      init.every(({ exitCode, running }) => !running && exitCode === 0),
    ),
    condition(facts, "ContainersReady", ready),
    condition(facts, "Ready", ready && gates),
  ];
  const inits = init.length === 0 ? {} : { initContainerStatuses: init.map(statusOf) };
  const base = { phase, podIP: ip, podIPs: [{ ip }], hostIP: hostIp, hostIPs: [{ ip: hostIp }], startTime, conditions };
  return { ...base, containerStatuses: main.map(statusOf), ...inits };
}

function phaseOf({ pod, main, init, stopping }: StatusFacts): string {
  const isOver = (state: ContainerState): boolean => !state.running && state.exitCode !== undefined;
  const failed = ({ exitCode = 0 }: ContainerState): boolean => exitCode !== 0;
  const rule = pod.spec.restartPolicy ?? "Always";
  const restarts = (state: ContainerState): boolean => rule === "Always" || (rule === "OnFailure" && failed(state));
  if (rule === "Never" && init.some((state) => isOver(state) && failed(state))) return "Failed";
  if (main.every((state) => isOver(state) && (stopping || !restarts(state))))
    return main.some(failed) ? "Failed" : "Succeeded";
  return main.some(({ startedAt }) => startedAt !== undefined) ? "Running" : "Pending";
}

const holds = (pod: Pod, type: string): boolean =>
  pod.status?.conditions?.some((one) => one.type === type && one.status === "True") ?? false;

function condition({ conditions }: StatusFacts, type: string, on: boolean): Condition {
  const status = on ? "True" : "False";
  const old = conditions.get(type);
  if (old?.status === status) return old;
  const made = { type, status, lastTransitionTime: new Date(liveClock().wall()).toISOString() };
  conditions.set(type, made);
  return made;
}
