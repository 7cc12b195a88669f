import { errorMessage, type Logger } from "@fairlead/base";
import type { NodeSet } from "@fairlead/cluster";
import { type RedisStore, raiseSchema, SCHEMA } from "@fairlead/cluster-redis";

/** Once every node that has a lease knows this release's form of the data, it may be written so [CL-16]; until then nodes write the one before. */
export function raiseSchemaWhenAllKnowIt(nodes: NodeSet, redis: RedisStore, logger: Logger): Disposable {
  let raised = false;
  const look = (): void => {
    const leases = nodes.nodes().filter(({ state }) => state !== "left");
    if (raised || leases.length === 0 || leases.some(({ schema }) => schema < SCHEMA)) return;
    raised = true;
    raiseSchema(redis, SCHEMA).catch((error: unknown) => {
      // Looked at again with the next change of the nodes.
      raised = false;
      logger.debug("schema.not_raised", { reason: errorMessage(error) });
    });
  };
  look();
  return nodes.watch((event) => event.kind === "nodes" && look());
}
