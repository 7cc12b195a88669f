import { type KubeObject, refOf } from "@fairlead/kube";
import type { Snapshot } from "./snapshot.ts";

/**
 * [KU-10] Pools that people make get an owner, too: else uninstalling would end the controller and leave their relays running for ever. Their uid is named, so that one that was
 * deleted meanwhile is not made again.
 */
export function adoptedPools({ pools, config }: Snapshot): readonly KubeObject[] {
  const { owner, defaults } = config;
  const made = new Set(defaults.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return pools
    .filter(({ kind, metadata }) => !made.has(`${kind}/${metadata.name}`) && metadata.deletionTimestamp === undefined)
    .filter(({ metadata }) => !metadata.ownerReferences?.some(({ uid }) => uid === owner.uid))
    .map((pool) => {
      const { apiVersion, kind, name, namespace, uid } = refOf(pool);
      const metadata = { name, namespace, ...(uid === undefined ? {} : { uid }), ownerReferences: [owner] };
      return { apiVersion, kind, metadata };
    });
}
