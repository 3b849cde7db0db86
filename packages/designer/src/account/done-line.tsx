import type { ReactNode } from 'react';
import { Icon } from '../ui/index.ts';

/** Says that it is done; read aloud when it appears. */
export function DoneLine({ children }: { children: ReactNode }) {
  return (
    <span className="account-done" role="status">
      {children && <Icon name="check" />}
      {children}
    </span>
  );
}
