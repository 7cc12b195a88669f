import type { KubeApi } from "@fairlead/kube";
import type { CertificatePorts } from "../certificates/authority.ts";
import { authorityObject, roleObject } from "./bus-objects.ts";
import type { InstallNames } from "./install-names.ts";
import { type InstallObject, type InstallRow, settleObject, type Values } from "./install-object.ts";
import { publicKeyObject, signingKeyObject } from "./key-objects.ts";
import { adminTokenObject, type RedisWish, redisObject } from "./password-objects.ts";

/**
 * Makes what an install needs and is made once: the signing key, the authority and first certificates of the bus, passwords, the admin token [KU-11]. Only creates: what is there is looked
 * at and stays as it is, so that it may run at any time, and several at once. Rejects with `InstallSecretError` at the first object that cannot be used or made; those before it stay.
 */
export async function initSecrets(
  api: KubeApi,
  names: InstallNames,
  ports: CertificatePorts,
  redis: RedisWish,
): Promise<readonly InstallRow[]> {
  const rows: InstallRow[] = [];
  const settle = async (object: InstallObject): Promise<Values> => {
    const { row, values } = await settleObject(api, names, object);
    rows.push(row);
    return values;
  };
  const signingKey = await settle(signingKeyObject(names));
  await settle(publicKeyObject(names, signingKey));
  const issued = !(names.busRendezvous.given && names.busRelay.given);
  const authority = issued ? await settle(authorityObject(names, ports)) : undefined;
  await settle(roleObject(names, ports, "rendezvous", authority));
  await settle(roleObject(names, ports, "relay", authority));
  if (redis.mode === "embedded" || names.redis.given) await settle(redisObject(names, ports.random, redis));
  await settle(adminTokenObject(names, ports.random));
  return rows;
}
