import './process-bar.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { hasRole, useMe, watchingRoles } from '../session/index.ts';
import { useLocalName, usePageTitle } from '../ui/index.ts';
import { ProcessStops } from './process-stops.tsx';

interface ProcessBarProps {
  readonly processId: string;
  readonly drawnName?: string | undefined;
  readonly note?: ReactNode;
  /** One of the pages behind the versions. */
  readonly isOfVersions?: boolean;
  readonly children?: ReactNode;
}

/**
 * The top of a process's pages: where one is, its tabs, and what one can do here.
 * `note` follows the name (a pill, "Saved 14:32"); `children` stand at the right. `drawnName` is the name that the
 * draft gives to the process, which it bears once it is published.
 */
export function ProcessBar({ processId, drawnName, note, isOfVersions = false, children }: ProcessBarProps) {
  const { t } = useTranslation('processes');
  const me = useMe();
  const { data } = useQuery(queries.process(processId));
  const nameOf = useLocalName();
  const isRenamed = data !== undefined && !!drawnName && drawnName !== data.name;
  const name = isRenamed ? drawnName : data ? nameOf(data) : processId;
  usePageTitle(name);
  const params = { processId };
  return (
    <header className="process-bar">
      <nav className="process-bar-where" aria-label={t('bar.where')}>
        <Link to="/processes">{t('title')}</Link>
        <span className="ui-third" aria-hidden="true">
          /
        </span>
        <h1 className="ui-trunc">{name}</h1>
      </nav>
      {note && <div className="process-bar-note">{note}</div>}
      <nav className="process-bar-tabs" aria-label={name}>
        {hasRole(me, ...watchingRoles) && (
          <Link to="/processes/$processId/design" params={params}>
            {t('tab.design')}
          </Link>
        )}
        <Link to="/processes/$processId/funnel" params={params}>
          {t('tab.funnel')}
        </Link>
        <Link to="/processes/$processId/versions" params={params} {...(isOfVersions && { className: 'active' })}>
          {t('tab.versions')}
        </Link>
      </nav>
      {children && <div className="process-bar-actions">{children}</div>}
      <ProcessStops processId={processId} />
    </header>
  );
}
