import type { Home, Process } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card, Icon, Pill, useFormat } from '../ui/index.ts';
import { overOf } from './stage-figures.ts';
import { liveVersionOf, useWords } from './words.tsx';

interface Props {
  readonly owned: Home['processes'];
  /** The list of processes knows what stands still and what is on its way. */
  readonly processes: readonly Process[];
}

/** The processes that I own or watch, one line each: what runs, what is late, what stands still, what comes next. */
export function MyProcesses({ owned, processes }: Props) {
  const { t } = useTranslation('home');
  return (
    <Card
      className="home-owned"
      title={t('owned.title')}
      note={t('owned.note')}
      aside={<Link to="/processes">{t('owned.all')}</Link>}
    >
      <div className="home-wide">
        <table className="ui-table ui-num home-processes">
          <thead>
            <tr>
              <th scope="col">{t('owned.process')}</th>
              {(['running', 'over', 'still'] as const).map((column) => (
                <th key={column} scope="col" className="is-number">
                  {t(`owned.${column}`)}
                </th>
              ))}
              <th scope="col" className="home-next">
                {t('owned.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {owned.map((process) => (
              <Row
                key={process.id}
                owned={process}
                listed={processes.find(({ id }) => id === process.id)}
                processes={processes}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

type RowProps = { owned: Home['processes'][number]; listed: Process | undefined; processes: readonly Process[] };

function Row({ owned, listed, processes }: RowProps) {
  const { number } = useFormat();
  const words = useWords();
  const live = liveVersionOf(processes, owned.id);
  const over = overOf(owned.stages);
  const still = listed?.openIncidentCount ?? 0;
  const cases = { process: owned.id, state: 'active' };
  return (
    <tr>
      <th scope="row">
        <Link to="/processes/$processId/funnel" params={{ processId: owned.id }}>
          {live ? words.process(live, owned.name) : owned.name}
        </Link>
      </th>
      <td className="is-number">
        <Link to="/cases" search={cases}>
          {number(owned.runningCount)}
        </Link>
      </td>
      <td className="is-number">
        {over > 0 ? (
          <Link to="/cases" search={{ ...cases, over: '1' }} className="home-over">
            {number(over)}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="is-number">
        {still > 0 ? (
          <Link to="/operations" search={{ process: owned.id }} className="home-still">
            <Icon name="warn" size={14} /> {number(still)}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="home-next">
        <Next owned={owned} listed={listed} />
      </td>
    </tr>
  );
}

function Next({ owned, listed }: Pick<RowProps, 'owned' | 'listed'>) {
  const { t } = useTranslation('home');
  const open = listed?.openVersion;
  if (open)
    return (
      <Link to="/processes/$processId/versions" params={{ processId: owned.id }} search={{ version: String(open.version) }}>
        <Pill tone={open.state === 'approved' ? 'green' : 'violet'} icon="flag">
          {t(open.state === 'approved' ? 'owned.openVersion.approved' : 'owned.openVersion.inReview', { version: open.version })}
        </Pill>
      </Link>
    );
  if (owned.draftErrorCount > 0)
    return (
      <Link to="/processes/$processId/design" params={{ processId: owned.id }}>
        <Pill tone="amber" icon="warn">
          {t('running.draftErrors', { count: owned.draftErrorCount })}
        </Pill>
      </Link>
    );
  if (listed?.draft)
    return (
      <Link to="/processes/$processId/design" params={{ processId: owned.id }}>
        <Pill tone="blue">{t('owned.draft')}</Pill>
      </Link>
    );
  return <span className="ui-third">–</span>;
}
