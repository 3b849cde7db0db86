import type { Home, IncidentGroup, Process } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saidByProgram } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Card, EmptyState, Icon, type IconName, useFormat } from '../ui/index.ts';
import { liveVersionOf, useWords } from './words.tsx';

const shownAtMost = 6;

function Need({
  icon,
  tone,
  title,
  note,
  children,
}: {
  icon: IconName;
  tone: 'blue' | 'amber' | 'red';
  title: ReactNode;
  note: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="home-need">
      <span className={`home-sign home-sign-${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="ui-grow">
        <b className="home-need-title">{title}</b>
        <div className="ui-second ui-small">{note}</div>
      </div>
      {children}
    </li>
  );
}

/** What waits for an owner's or admin's hand: requests to publish, cases that stand still, drafts with problems. */
export function NeedsYou({ home, processes }: { home: Home; processes: readonly Process[] }) {
  const { t } = useTranslation(['home', 'iteration', 'iterations']);
  const { nameOf } = useDirectory();
  const words = useWords();
  const processName = (id: string, name: string) => {
    const live = liveVersionOf(processes, id);
    return live ? words.process(live, name) : name;
  };
  const elementName = ({ processId, versions, elementId, elementName: name }: IncidentGroup) => {
    const version = versions.at(-1);
    return version === undefined ? name : words.element({ processId, version }, elementId, name);
  };
  const { when, calendarDay } = useFormat();
  const incidents = home.incidentGroups.slice(0, shownAtMost);
  const drafts = home.processes.filter(({ draftErrorCount }) => draftErrorCount > 0);
  const isEmpty = home.iterationReminders.length + incidents.length + drafts.length + home.waitingVersions.length === 0;
  return (
    <Card
      title={t('needs.title')}
      aside={home.incidentGroups.length > shownAtMost && <Link to="/operations">{t('needs.operations')}</Link>}
    >
      {isEmpty && <EmptyState title={t('needs.none')} />}
      <ul>
        {home.waitingVersions.map(({ processId, processName: name, version, waitsFor, proposedBy, proposedAt, note }) => (
          <Need
            key={processId}
            icon="flag"
            tone="blue"
            title={
              waitsFor === 'review' ? (
                <Link to="/processes/$processId/review/$version" params={{ processId, version: String(version) }}>
                  {t('needs.review', { name: processName(processId, name), version })}
                </Link>
              ) : (
                <Link to="/processes/$processId/versions" params={{ processId }} search={{ version: String(version) }}>
                  {t('needs.publication', { name: processName(processId, name), version })}
                </Link>
              )
            }
            note={
              <>
                {t('needs.proposedBy', { name: nameOf(proposedBy), when: when(proposedAt) })}
                {note && <span className="home-note">{note}</span>}
              </>
            }
          />
        ))}
        {home.iterationReminders.map((reminder) => (
          <Need
            key={`${reminder.iterationId} ${reminder.code} ${reminder.stage}`}
            icon="iteration"
            tone={reminder.code === 'verdictOverdue' ? 'red' : reminder.code === 'started' ? 'blue' : 'amber'}
            title={
              <Link to="/iterations/$iterationId" params={{ iterationId: reminder.iterationId }}>
                {t(`iteration:reminder.${reminder.code}`, {
                  process: processName(reminder.processId, reminder.processName),
                  number: reminder.number,
                  day: reminder.day ?? '',
                  of: reminder.dayCount,
                  when: calendarDay(reminder.dueOn).both,
                  stage: reminder.stage ? t(`iterations:stage.${reminder.stage}`) : '',
                })}
              </Link>
            }
            note={t('needs.iteration', {
              name: processName(reminder.processId, reminder.processName),
              when: calendarDay(reminder.dueOn).both,
            })}
          />
        ))}
        {incidents.map((group) => (
          <Need
            key={group.id}
            icon="warn"
            tone="red"
            title={
              <Link to="/operations" search={{ group: group.id }}>
                {t('needs.standStill', { count: group.count, element: elementName(group) })}
              </Link>
            }
            note={
              <>
                {processName(group.processId, group.processName)} · {t('needs.since', { when: when(group.firstAt) })}
                <span className="home-note">{saidByProgram(group.message)}</span>
              </>
            }
          />
        ))}
        {drafts.map(({ id, name, draftErrorCount }) => (
          <Need
            key={id}
            icon="process"
            tone="amber"
            title={
              <Link to="/processes/$processId/design" params={{ processId: id }}>
                {t('needs.draft', { name: processName(id, name) })}
              </Link>
            }
            note={t('needs.draftErrors', { count: draftErrorCount })}
          />
        ))}
      </ul>
    </Card>
  );
}
