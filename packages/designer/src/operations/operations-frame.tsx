import './operations.css';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { hasRole, useMe, watchingRoles } from '../session/index.ts';
import { EmptyState, Icon, useFormat, usePageTitle } from '../ui/index.ts';
import { verdictOf } from './health-verdict.ts';

/** One sentence on whether the server does its work, for those who may know. */
function Verdict() {
  const { t } = useTranslation('operations');
  const { time, number } = useFormat();
  const { data, error, dataUpdatedAt } = useQuery(queries.operationsHealth());
  if (!data || error) return null;
  const { isRunning } = verdictOf(data, Date.parse(data.at));
  const { p99Ms } = data.commands;
  return (
    <>
      <span className={`operations-verdict ${isRunning ? 'is-good' : 'is-bad'}`}>
        <Icon name={isRunning ? 'check' : 'warn'} size={14} />
        {isRunning ? t('running', { context: p99Ms === null ? 'quiet' : 'busy', ms: number(p99Ms ?? 0, 0) }) : t('notRunning')}
      </span>
      <span className="operations-live ui-small ui-second ui-num">{t('live', { time: time(dataUpdatedAt) })}</span>
    </>
  );
}

function IncidentCount() {
  const { data } = useQuery(queries.incidentGroups());
  const count = data?.items.reduce((sum, group) => sum + group.count, 0) ?? 0;
  return count > 0 ? <span className="ui-num operations-tab-count">{count}</span> : null;
}

function StopCount() {
  const { data } = useQuery(queries.stops());
  const count = data?.items.length ?? 0;
  return count > 0 ? <span className="ui-num operations-tab-count">{count}</span> : null;
}

/** Instead of it, for those whose role does not reach here. */
function NotForYou() {
  const { t } = useTranslation('operations');
  return (
    <>
      <h1 className="ui-unseen">{t('title')}</h1>
      <EmptyState title={t('notForYou')} action={<Link to="/">{t('notForYouBack')}</Link>}>
        {t('notForYouNote')}
      </EmptyState>
    </>
  );
}

/** The head of Operations with its tabs; each is there for those who may see it. */
export function OperationsFrame() {
  const { t } = useTranslation('operations');
  const me = useMe();
  usePageTitle(t('title'));
  const mayAudit = hasRole(me, 'admin', 'audit');
  if (!hasRole(me, ...watchingRoles)) return <NotForYou />;
  return (
    <>
      <header className="operations-head">
        <div className="ui-row">
          <h1>{t('title')}</h1>
          {mayAudit && <Verdict />}
        </div>
        <nav className="operations-tabs" aria-label={t('title')}>
          <Link to="/operations" activeOptions={{ exact: true, includeSearch: false }}>
            {t('tab.incidents')}
            <IncidentCount />
          </Link>
          <Link to="/operations/stops">
            {t('tab.stops')}
            <StopCount />
          </Link>
          {mayAudit && <Link to="/operations/people">{t('tab.people')}</Link>}
          {hasRole(me, 'admin') && <Link to="/operations/keys">{t('tab.keys')}</Link>}
          <Link to="/operations/blackout">{t('tab.blackout')}</Link>
          {mayAudit && <Link to="/operations/audit">{t('tab.audit')}</Link>}
        </nav>
      </header>
      <Outlet />
    </>
  );
}
