import type { Change, Process } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { Card, EmptyState, useFormat } from '../ui/index.ts';
import { liveVersionOf, useWords } from './words.tsx';

function ChangeLink({ change, children }: { change: Change; children: ReactNode }) {
  if (change.instanceId !== undefined)
    return (
      <Link to="/cases/$instanceId" params={{ instanceId: change.instanceId }}>
        {children}
      </Link>
    );
  if (change.processId !== undefined)
    return (
      <Link to="/processes/$processId/versions" params={{ processId: change.processId }}>
        {children}
      </Link>
    );
  return children;
}

/** One change in words: by its code, with whatever its parameters name. */
function useChangeText(processes: readonly Process[]): (change: Change) => string {
  const { t, i18n } = useTranslation('home');
  const { nameOf } = useDirectory();
  const words = useWords();
  return ({ code, params, by, processId }) => {
    const known = i18n.exists(`home:change.${code}`) ? code : 'other';
    const live = processId === undefined ? undefined : liveVersionOf(processes, processId);
    const { process, element } = params;
    const named = live && {
      ...(typeof process === 'string' && { process: words.process(live, process) }),
      ...(typeof element === 'string' && { element: words.named(live, element) }),
    };
    return t(`change.${known}`, { ...params, ...named, code, by: nameOf(by) });
  };
}

/** What changed this week, the newest first. */
export function Changes({ changes, processes }: { changes: readonly Change[]; processes: readonly Process[] }) {
  const { t } = useTranslation('home');
  const { day, full } = useFormat();
  const textOf = useChangeText(processes);
  return (
    <Card title={t('changes.title')} className="home-changed">
      {changes.length === 0 ? (
        <EmptyState title={t('changes.none')} />
      ) : (
        <ol className="home-changes">
          {changes.map((change) => (
            <li className="home-change" key={`${change.at} ${change.code} ${change.processId ?? ''} ${change.instanceId ?? ''}`}>
              <time dateTime={change.at} title={full(change.at)}>
                {day(change.at)}
              </time>
              <span>
                <ChangeLink change={change}>{textOf(change)}</ChangeLink>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
