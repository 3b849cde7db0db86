import type { Directory } from '@fortnight/shared/people';

/** A system role: what a person or key may do to the system. Business groups say which tasks are theirs. */
export const systemRoles = ['participant', 'owner', 'admin', 'analyst', 'risk', 'audit', 'worker'] as const;
export type SystemRole = (typeof systemRoles)[number];

/** A person of a directory as a principal; null when there is no such active person. */
export function principalIn({ users }: Directory, userId: string, via: Principal['via']): Principal | null {
  const user = users.find(({ id, isActive }) => id === userId && isActive);
  if (!user) return null;
  return { userId, roles: systemRoles.filter((role) => user.roles.includes(role)), groups: user.groups, via };
}

/** Who calls: a signed-in person, an API key (with or without a person behind it), or the host of the library. */
export interface Principal {
  /** Null for a key without a user: it never votes and never clears a review. */
  readonly userId: string | null;
  readonly roles: readonly SystemRole[];
  /** Business groups, such as `sales` or `legal`. */
  readonly groups: readonly string[];
  /** How they came in; stands in the audit log, and idempotency keys count per it. */
  readonly via: { readonly kind: 'session' | 'key' | 'library'; readonly id: string };
}
