/**
 * Floor 4: tenants from a YAML file, or from its text where all nodes share it. Owns the schema, what is wrong with it and where, watching a file, and the table that finds a
 * device's tenant [CL-49] [KU-26]. Does not own what a tenant's limits do, nor where the shared text is.
 */
export * from "./errors.ts";
export type { FileProblem } from "./file-problems.ts";
export * from "./open-tenants-file.ts";
export { readTenants, type TenantEntry, type TenantsText } from "./read-tenants.ts";
export * from "./stored-tenants.ts";
