/** Who calls, and what they may do to the system: accounts, sessions, keys, groups, one-time links, the audit log. */
export { type Access, createAccess } from './access.ts';
export { type HostPeople, withHostPeople } from './host-people.ts';
export type { AccessOptions, AuditAction, AuditTrail, DemoAccount } from './ports.ts';
export type { Principal, SystemRole } from './principal.ts';
export { type AccessTables, accessSchema } from './tables.ts';
