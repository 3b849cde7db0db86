import type { Process } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openStateOf } from '../naming/index.ts';
import { hasRole, PersonTag, useMe, watchingRoles } from '../session/index.ts';
import { Icon, Pill, useFormat, useLocalName, useRowFocus } from '../ui/index.ts';
import { ProcessMenu } from './process-menu.tsx';

function NewCases({ process }: { process: Process }) {
  const { t } = useTranslation('processes');
  const { number } = useFormat();
  const { liveVersion, runningOnOlderCount, takes } = process;
  if (!liveVersion) return <Pill>{t('draftOnly')}</Pill>;
  return (
    <>
      <Link to="/processes/$processId/versions" params={{ processId: process.id }} className="processes-version">
        {takes.length > 1
          ? takes.map(({ version, share }) => t('part', { version, share: number(share) })).join(t('listJoin'))
          : t('version', { version: liveVersion.version })}
      </Link>{' '}
      {takes.length <= 1 && liveVersion.versionTag && <span className="processes-tag">{liveVersion.versionTag}</span>}
      <small>{runningOnOlderCount > 0 ? t('onOlder', { count: runningOnOlderCount }) : t('noOlder')}</small>
    </>
  );
}

/** How many stages, approvals and checkpoints it has. */
function Outline({ process: { outline } }: { process: Process }) {
  const { t } = useTranslation('processes');
  if (!outline) return null;
  const { stageCount, approvalCount, checkpointCount } = outline;
  const said = [
    ...(stageCount > 0 ? [t('outline.stages', { count: stageCount })] : []),
    ...(approvalCount > 0 ? [t('template.approvals', { count: approvalCount })] : []),
    ...(checkpointCount > 0 ? [t('template.checkpoints', { count: checkpointCount })] : []),
  ];
  return said.length > 0 ? said.join(t('listJoin')) : t('outline.none');
}

function Running({ process }: { process: Process }) {
  const { t } = useTranslation('processes');
  const { number } = useFormat();
  return (
    <>
      <Link to="/cases" search={{ process: process.id, state: 'active' }}>
        {number(process.runningCount)}
        <span className="processes-unit"> {t('column.running')}</span>
      </Link>
      {process.openIncidentCount > 0 && (
        <small>
          <Link to="/operations" search={{ process: process.id }} className="processes-still">
            <Icon name="warn" />
            {t('standStill', { count: process.openIncidentCount })}
          </Link>
        </small>
      )}
    </>
  );
}

function LastChange({ process }: { process: Process }) {
  const { t } = useTranslation('processes');
  const { ago, full } = useFormat();
  const { liveVersion } = process;
  if (!liveVersion) return <span className="ui-second">{t('neverPublished')}</span>;
  const publishedAt = liveVersion.publishedAt ?? liveVersion.createdAt;
  return (
    <>
      <span title={full(publishedAt)}>{ago(publishedAt)}</span>
      <small className="ui-trunc" title={liveVersion.note ?? undefined}>
        {liveVersion.note ?? t('noNote')}
      </small>
    </>
  );
}

/** What is on its way: a version that was proposed, or a draft with its problems. */
function WhatNext({ process }: { process: Process }) {
  const { t } = useTranslation('processes');
  const { when } = useFormat();
  const { draft, openVersion } = process;
  if (openVersion)
    return (
      <>
        <Link
          to="/processes/$processId/versions"
          params={{ processId: process.id }}
          search={{ version: String(openVersion.version) }}
        >
          <Pill tone={openStateOf(openVersion) === 'approved' ? 'green' : 'violet'} icon="flag">
            {t(`openVersion.${openStateOf(openVersion)}`, {
              version: openVersion.version,
            })}
          </Pill>
        </Link>
        <small>{t('since', { when: when(openVersion.createdAt) })}</small>
      </>
    );
  if (!draft) return <span className="ui-second">{t('nothingNext')}</span>;
  return (
    <>
      {draft.errorCount > 0 ? (
        <Pill tone="amber" icon="warn">
          {t('draftErrors', { count: draft.errorCount })}
        </Pill>
      ) : (
        <Pill tone="blue">{t('draft')}</Pill>
      )}
      <small>{t('saved', { when: when(draft.savedAt) })}</small>
    </>
  );
}

function Row({ process }: { process: Process }) {
  const { t } = useTranslation('processes');
  const nameOf = useLocalName();
  const me = useMe();
  const canDraw = hasRole(me, ...watchingRoles) && (process.draft !== null || process.can.includes('edit'));
  return (
    <tr>
      <th scope="row">
        <Link
          to={canDraw ? '/processes/$processId/design' : '/processes/$processId/funnel'}
          params={{ processId: process.id }}
          className="processes-name"
          data-row=""
        >
          {nameOf(process)}
        </Link>
        <small>
          <Outline process={process} />
        </small>
      </th>
      <td>
        <NewCases process={process} />
      </td>
      <td className="is-number">
        <Running process={process} />
      </td>
      <td className="processes-change">
        <LastChange process={process} />
      </td>
      <td className="processes-owner">
        {process.owner ? <PersonTag id={process.owner} /> : <span className="ui-second">{t('noOwner')}</span>}
      </td>
      <td>
        <WhatNext process={process} />
      </td>
      <td className="processes-more">
        <ProcessMenu process={process} name={nameOf(process)} />
      </td>
    </tr>
  );
}

const columns = ['process', 'newCases', 'running', 'lastChange', 'owner', 'next'] as const;

export function ProcessTable({ processes }: { processes: readonly Process[] }) {
  const { t } = useTranslation('processes');
  const list = useRowFocus<HTMLTableSectionElement>(t('title'));
  return (
    <section className="ui-card processes-list" aria-label={t('title')}>
      <table className="ui-table ui-num">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`processes-${column}${column === 'running' ? ' is-number' : ''}`}>
                {t(`column.${column}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody ref={list}>
          {processes.map((process) => (
            <Row key={process.id} process={process} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
