import type { Me } from '@fortnight/shared/contract';
import { createContext, type ReactNode, useContext } from 'react';

type SystemRole = Me['roles'][number];

const MeContext = createContext<Me | undefined>(undefined);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in. Errors: throws outside of the frame that makes sure of it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe stands inside the signed-in frame; there is nobody here.');
  return me;
}

/** Whether somebody has one of these system roles. */
export const hasRole = (me: Me, ...roles: readonly SystemRole[]): boolean => me.roles.some((role) => roles.includes(role));

/** Those who see processes and operations; whoever only takes part sees Home, Inbox and Cases. */
export const watchingRoles = ['owner', 'admin', 'analyst', 'risk', 'audit'] as const satisfies readonly SystemRole[];
