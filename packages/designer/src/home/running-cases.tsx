import type { Home, StageCount } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card, Pill, useFormat } from '../ui/index.ts';
import { currenciesOf, sharesOf } from './stage-figures.ts';
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
          <Link to="/cases" search={{ ...cases, over: 'true' }} className="home-over">
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

/** What runs in a process that I own, by stage: how many, how many over their target time, for how much. */
export function RunningCases({ process, live }: { process: OwnedProcess; live: OfVersion | undefined }) {
  const { t } = useTranslation('home');
  const { number } = useFormat();
  const words = useWords();
  const { stages } = process;
  const currencies = currenciesOf(stages);
  const most = Math.max(1, ...stages.map(({ count }) => count));
  return (
    <Card
      className="home-running"
      title={live ? words.process(live, process.name) : process.name}
      note={
        <span className="ui-num">{t('running.count', { count: process.runningCount, cases: number(process.runningCount) })}</span>
      }
      aside={
        <span className="home-aside">
          {process.draftErrorCount > 0 && (
            <Link to="/processes/$processId/design" params={{ processId: process.id }}>
              <Pill tone="amber" icon="warn">
                {t('running.draftErrors', { count: process.draftErrorCount })}
              </Pill>
            </Link>
          )}
          <Link to="/processes/$processId/funnel" params={{ processId: process.id }}>
            {t('running.funnel')}
          </Link>
        </span>
      }
    >
      {stages.length === 0 ? (
        <p className="home-foot ui-second">
          <Link to="/cases" search={{ process: process.id, state: 'active' }}>
            {t('running.noStages')}
          </Link>
        </p>
      ) : (
        <table className="ui-table ui-num home-stages">
          <thead>
            <tr>
              <th scope="col">{t('running.stage')}</th>
              <th scope="col">
                <span className="home-legend">
                  <i className="home-legend-all" /> {t('running.inTime')} <i className="home-legend-over" />{' '}
                  {t('running.overTarget')}
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
      )}
    </Card>
  );
}
