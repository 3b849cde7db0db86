/** Who calls, and what they may do to the system. */
export { type Principal, type SystemRole, systemRoles } from './principal.ts';
