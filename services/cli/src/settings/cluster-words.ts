import type { WordSpec } from "@fairlead/runtime";

const value = (name: string, valueName: string, help: string, more: Partial<WordSpec> = {}): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
  ...more,
});

/** Words that make a rendezvous or a relay one node of several. */
export const CLUSTER_WORDS: readonly WordSpec[] = [
  value(
    "redis",
    "URL",
    "several nodes around this Redis: redis://HOST:PORT, redis+sentinel://…/MASTER, redis+cluster://…; rediss for TLS",
    {
      aliases: ["redis-url"],
    },
  ),
  value("redis-prefix", "TEXT", "before every key in it; 'fairlead:' when absent"),
  value("redis-user", "NAME", "ACL user there"),
  value("redis-password-file", "FILE", "a file that holds its password"),
  value("redis-password", "TEXT", "the password itself", { from: "environment" }),
  value("redis-ca", "FILE", "who signed its certificate; the system's list when absent"),
  value("redis-cert", "FILE", "our certificate for it"),
  value("redis-key", "FILE", "its key"),
  // npm sets NODE for whatever it starts.
  value(
    "node",
    "NAME",
    "what ctl calls this node, unique in the cluster; the host's name when absent; also NODE_NAME",
    {
      from: "flag",
    },
  ),
  value("node-name", "NAME", "as --node", { from: "environment" }),
  value("bus", "[HOST:]PORT", "where other nodes reach this one; every address, port 9092 when absent"),
  value("bus-advertise", "HOST:PORT", "how they reach it, when that is not what --bus says"),
  value("bus-secret-file", "FILE", "a file with a secret that all nodes share, 16 characters or more; also BUS_SECRET"),
  value("bus-secret", "TEXT", "the secret itself", { from: "environment" }),
  value("bus-cert", "FILE", "instead of a secret: this node's certificate, with fairlead://role/ROLE as URI"),
  value("bus-key", "FILE", "its key"),
  value("bus-ca", "FILE", "who signs the nodes' certificates"),
  value("tenants", "FILE", "tenants.yaml, read again when it changes; 'store' = as a controller shares them in Redis"),
  value(
    "ready-delay",
    "SECONDS",
    "from the wish that this node ends until /readyz says so, 2 when absent; a balancer may need more",
  ),
  value("otlp-endpoint", "URL", "where traces go, such as http://127.0.0.1:4318; nowhere when absent", {
    aliases: ["otel-exporter-otlp-endpoint"],
  }),
];

export const CLUSTER_RENDEZVOUS_WORDS: readonly WordSpec[] = [
  value("geo-db", "FILE", "a MaxMind database (.mmdb) that says where addresses are"),
  value("region-for", "CIDR=REGION", "networks whose region is known; stronger than the database"),
];

export const CLUSTER_RELAY_WORDS: readonly WordSpec[] = [
  {
    name: "managed",
    takesValue: false,
    help: "address, place, pools, limits and draining are ordered by a controller; chosen by nobody before",
  },
  value("advertise", "HOST:PORT", "of a cluster: the address of this relay that clients are told"),
  value("region", "TEXT", "where it is, in your own word"),
  value("location", "LAT,LON", "where it is, in degrees"),
  value("pool", "NAME,…", "pools it belongs to, for tenants that may use only some"),
  value("capacity", "MBIT", "what its line carries per direction, Mb/s; not known when absent"),
  value("max-sessions", "N", "sessions at one time"),
  value("cluster-bandwidth", "MBIT", "limit of all relays of the cluster together per direction, Mb/s"),
  value("mesh", "[HOST:]PORT", "several relays share one address and join sessions over this port; 9093 as a rule"),
  value("mesh-advertise", "HOST:PORT", "how other relays reach it, when that is not what --mesh says"),
];
