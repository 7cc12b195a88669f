import { after, before, describe } from "node:test";
import { peerLocationsContract, peerRegistryContract } from "@fairlead/cluster/testing";
import { RedisCluster, RedisServer } from "@fairlead/testkit";
import { locationsOf, openRegistry } from "../open-registry.ts";

describe("devices in one Redis", () => {
  let server: RedisServer;
  before(async () => {
    server = await RedisServer.start();
  });
  after(() => server[Symbol.asyncDispose]());
  peerRegistryContract("Redis", () => openRegistry(server.url));
  peerLocationsContract("Redis", () => locationsOf(server.url));
});

describe("[CL-9] devices in a Redis Cluster", () => {
  let cluster: RedisCluster;
  before(async () => {
    cluster = await RedisCluster.start();
  });
  after(() => cluster[Symbol.asyncDispose]());
  peerRegistryContract("Redis Cluster", () => openRegistry(cluster.url));
  peerLocationsContract("Redis Cluster", () => locationsOf(cluster.url));
});
