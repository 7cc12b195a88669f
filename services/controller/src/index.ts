/**
 * Floor 5: the controller role. Owns the custom resources, the plan (what should be, from what is), relay pods and their addresses, drains, certificates, tenant snapshots
 * and statuses. Does not own a session or a device: clients are served without it.
 */
export {};
