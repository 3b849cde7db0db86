import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'violet' | 'teal';

/** One state word, with a sign where the colour alone would have to say it. */
export function Pill({ tone = 'grey', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`ui-pill ui-pill-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
