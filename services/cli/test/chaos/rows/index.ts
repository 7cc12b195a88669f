import type { ChaosRow } from "../support/play-row.ts";
import { busCutBothWays, busCutOneWay } from "./bus-rows.ts";
import { certificateExpired } from "./certificate-rows.ts";
import { redisPaused, redisRestarted, redisWiped } from "./redis-rows.ts";
import { relayKilled, relayStopped } from "./relay-rows.ts";
import { rendezvousKilled, rendezvousNodeLost, rendezvousStopped, rollingRestart } from "./rendezvous-rows.ts";
import { redisFailedOver, redisShardLost } from "./replicated-redis-rows.ts";

/** The table "when X dies", in its order. */
export const ROWS: readonly ChaosRow[] = [
  rendezvousKilled,
  rendezvousNodeLost,
  rendezvousStopped,
  rollingRestart,
  relayKilled,
  relayStopped,
  redisPaused,
  redisWiped,
  redisRestarted,
  redisFailedOver(),
  redisShardLost(),
  busCutOneWay,
  busCutBothWays,
  certificateExpired(),
];
