import type { Funnel } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import { casesOf } from './funnel-map.tsx';
import { TargetText } from './target-text.tsx';

interface Props {
  readonly funnel: Funnel;
  readonly nameOf: (stageId: string, name: string) => string;
}

/** The map's figures as a table. */
export function FunnelTable({ funnel, nameOf }: Props) {
  const { t } = useTranslation('funnel');
  const format = useFormat();
  const backOf = (id: string) =>
    funnel.moves.filter(({ from, kind }) => from === id && kind === 'back').reduce((sum, { count }) => sum + count, 0);
  const columns = ['cases', 'over', 'amount', 'back', 'lost', 'ended'] as const;
  return (
    <div className="ui-card funnel-table">
      <table className="ui-table ui-num">
        <thead>
          <tr>
            <th scope="col">{t('stage')}</th>
            <th scope="col">{t('target')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="is-number">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {funnel.stages.map((stage, index) => (
            <tr key={stage.elementId}>
              <th scope="row">
                <Link to="/cases" search={{ ...casesOf(funnel), stage: stage.elementId }}>
                  {stage.order ?? index + 1} {nameOf(stage.elementId, stage.name)}
                </Link>
              </th>
              <td>
                <TargetText target={stage.target} isBare />
              </td>
              <td className="is-number">{format.number(stage.count)}</td>
              <td className="is-number">
                {stage.overTargetCount > 0 ? (
                  <Link to="/cases" search={{ ...casesOf(funnel), stage: stage.elementId, over: '1' }}>
                    {format.number(stage.overTargetCount)}
                  </Link>
                ) : (
                  0
                )}
              </td>
              <td className="is-number">
                {Object.entries(stage.amounts ?? {})
                  .map(([currency, amount]) => format.money(amount, currency))
                  .join(' + ')}
              </td>
              <td className="is-number">{format.number(backOf(stage.elementId))}</td>
              <td className="is-number">{format.number(stage.lostCount ?? 0)}</td>
              <td className="is-number">{format.number(stage.endedCount ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
