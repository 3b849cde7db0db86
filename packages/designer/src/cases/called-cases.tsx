import type { CalledCase, InstanceDetail } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Namer } from './sentence.ts';
import { StatePill } from './state-pill.tsx';

/** The cases that this one called, those that run first; nothing where it called none. */
export function CalledCases({ instance, namer }: { instance: InstanceDetail; namer: Namer }) {
  const { t } = useTranslation('cases');
  const { children } = instance;
  if (children.length === 0) return null;
  const ordered = [...children.filter(isRunning), ...children.filter((called) => !isRunning(called))];
  return (
    <section className="case-callees">
      <h2>{t('calledCases')}</h2>
      <ul>
        {ordered.map((called) => (
          <li key={called.id} className="case-called">
            <span className="ui-grow">
              <Link to="/cases/$instanceId" params={{ instanceId: called.id }}>
                {called.caseName}
              </Link>
              <small className="ui-third">
                {t('calledAt', { process: called.processName, element: namer.element(called.elementId) })}
              </small>
            </span>
            <StatePill instance={called} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const isRunning = ({ endedAt }: Pick<CalledCase, 'endedAt'>): boolean => endedAt === null;
