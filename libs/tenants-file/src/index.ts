/**
 * Floor 4: tenants from a YAML file. Owns the file: its schema, what is wrong with it and where, watching it, and the table that finds a device's tenant [CL-49]. Does not
 * own what a tenant's limits do.
 */
export * from "./errors.ts";
export type { FileProblem } from "./file-problems.ts";
export * from "./open-tenants-file.ts";
export { readTenants, type TenantEntry, type TenantsText } from "./read-tenants.ts";
