import type { Home, StageCount } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Card, useFormat } from '../ui/index.ts';
import { currenciesOf, overOf, sharesOf } from './stage-figures.ts';
import { type OfVersion, useWords } from './words.tsx';

type OwnedProcess = Home['processes'][number];

function StageRow({
  stage,
  processId,
  most,
  currencies,
}: {
  stage: StageCount;
  processId: string;
  most: number;
  currencies: readonly string[];
}) {
  const { t } = useTranslation('home');
  const { number, compact } = useFormat();
  const { width, over } = sharesOf(stage, most);
  const cases = { process: processId, stage: stage.elementId, state: 'active' };
  return (
    <tr>
      <th scope="row">
        {stage.order !== undefined && <span className="ui-third">{stage.order} </span>}
        {stage.name}
      </th>
      <td className="home-bar-cell">
        <svg className="home-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
          <rect className="home-bar-all" width={width} height="14" rx="1" />
          <rect className="home-bar-over" width={over} height="14" rx="1" />
        </svg>
      </td>
      <td className="is-number">
        <Link to="/cases" search={cases}>
          {number(stage.count)}
          <span className="ui-unseen"> {t('running.inStage', { stage: stage.name })}</span>
        </Link>
      </td>
      <td className="is-number">
        {stage.overTargetCount > 0 ? (
          <Link to="/cases" search={{ ...cases, over: '1' }} className="home-over">
            {number(stage.overTargetCount)}
            <span className="ui-unseen"> {t('running.overTarget')}</span>
          </Link>
        ) : (
          0
        )}
      </td>
      {currencies.map((currency) => (
        <td key={currency} className="is-number">
          {stage.amounts?.[currency] === undefined ? '–' : compact(stage.amounts[currency])}
        </td>
      ))}
    </tr>
  );
}

interface Props {
  readonly owned: Home['processes'];
  /** The process that the address names. */
  readonly chosen: string | undefined;
  readonly onChoose: (processId: string) => void;
  readonly liveOf: (processId: string) => OfVersion | undefined;
}

/** What runs in a process that I own, by stage: how many, how many over their target time, for how much. */
export function RunningCases({ owned, chosen, onChoose, liveOf }: Props) {
  const { t } = useTranslation('home');
  const { number } = useFormat();
  const words = useWords();
  const process = owned.find(({ id }) => id === chosen) ?? mostOver(owned);
  if (!process) return null;
  const nameOf = ({ id, name }: OwnedProcess) => {
    const live = liveOf(id);
    return live ? words.process(live, name) : name;
  };
  return (
    <Card
      className="home-running"
      title={t('running.title')}
      note={
        <span className="ui-row">
          <Select
            size="small"
            aria-label={t('running.process')}
            popupMatchSelectWidth={false}
            value={process.id}
            options={owned.map((each) => ({ value: each.id, label: nameOf(each) }))}
            onChange={onChoose}
          />
          <span className="ui-num">
            {t('running.count', { count: process.runningCount, cases: number(process.runningCount) })}
          </span>
        </span>
      }
      aside={
        <Link to="/processes/$processId/funnel" params={{ processId: process.id }}>
          {t('running.funnel')}
        </Link>
      }
    >
      <Stages process={process} live={liveOf(process.id)} />
    </Card>
  );
}

/** Where nothing is chosen: the process with most cases over their target. */
const mostOver = (owned: Home['processes']): OwnedProcess | undefined =>
  owned.toSorted((a, b) => overOf(b.stages) - overOf(a.stages) || b.runningCount - a.runningCount)[0];

function Stages({ process, live }: { process: OwnedProcess; live: OfVersion | undefined }) {
  const { t } = useTranslation('home');
  const words = useWords();
  const { stages } = process;
  const currencies = currenciesOf(stages);
  const most = Math.max(1, ...stages.map(({ count }) => count));
  if (stages.length === 0)
    return (
      <p className="home-foot ui-second">
        <Link to="/cases" search={{ process: process.id, state: 'active' }}>
          {t('running.noStages')}
        </Link>
      </p>
    );
  return (
    <table className="ui-table ui-num home-stages">
      <thead>
        <tr>
          <th scope="col">{t('running.stage')}</th>
          <th scope="col">
            <span className="home-legend">
              <i className="home-legend-all" /> {t('running.inTime')} <i className="home-legend-over" /> {t('running.overTarget')}
            </span>
          </th>
          <th scope="col" className="is-number">
            {t('running.cases')}
          </th>
          <th scope="col" className="is-number">
            {t('running.over')}
          </th>
          {currencies.map((currency) => (
            <th key={currency} scope="col" className="is-number">
              {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <StageRow
            key={stage.elementId}
            stage={live ? { ...stage, name: words.element(live, stage.elementId, stage.name) } : stage}
            processId={process.id}
            most={most}
            currencies={currencies}
          />
        ))}
      </tbody>
    </table>
  );
}
