/**
 * Floor 4: TenantStore from tenants.yaml.
 */
export {};
