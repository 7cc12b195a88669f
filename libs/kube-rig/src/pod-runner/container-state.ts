import type { Container } from "./pod.ts";

/** What is known of a container. */
export interface ContainerState {
  readonly container: Container;
  readonly startedAt: string | undefined;
  readonly finishedAt: string | undefined;
  /** Of the run that has ended last. */
  readonly exitCode: number | undefined;
  readonly message: string | undefined;
  readonly running: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  /** Why it does not run, as kubelets name it. */
  readonly waiting: string | undefined;
}

export const newState = (container: Container): ContainerState => ({
  ...{ container, startedAt: undefined, finishedAt: undefined, exitCode: undefined, message: undefined },
  ...{ running: false, ready: false, restarts: 0, waiting: undefined },
});

type Fields = { readonly [field: string]: unknown };

/** As `containerStatuses` has it. */
export function statusOf(state: ContainerState): Fields {
  const { container, restarts, running, ready } = state;
  const { name, image } = container;
  const isOver = !running && state.exitCode !== undefined;
  const last = running && state.exitCode !== undefined ? { lastState: terminated(state) } : {};
  const now = running
    ? { running: { startedAt: state.startedAt } }
    : isOver && state.waiting === undefined
      ? terminated(state)
      : waitingOf(state);
  return { name, image, imageID: image, ready, restartCount: restarts, started: running, state: now, ...last };
}

const waitingOf = ({ waiting = "ContainerCreating", message }: ContainerState): Fields => ({
  waiting: { reason: waiting, ...(message === undefined ? {} : { message }) },
});

function terminated({ exitCode = 0, startedAt, finishedAt, message }: ContainerState): Fields {
  const reason = exitCode === 0 ? "Completed" : "Error";
  return {
    terminated: {
      exitCode,
      reason,
      startedAt,
      finishedAt,
      ...(message === undefined || message === "" ? {} : { message }),
    },
  };
}
