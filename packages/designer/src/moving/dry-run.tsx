import type { MigrationImpact } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ElementWords, useObstacleWords } from '../naming/index.ts';
import { Card, Icon, useFormat } from '../ui/index.ts';

interface Words {
  readonly was: ElementWords;
  readonly is: ElementWords;
}

/** What would happen, by stage; and why some would stay. */
export function DryRun({ impact, was, is }: { readonly impact: MigrationImpact } & Words) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  const wordsOf = useObstacleWords({ was, is });
  return (
    <Card title={t('dryRun')} note={t('dryRunNote')}>
      <div className="moving-scroll">
        <table className="ui-table">
          <thead>
            <tr>
              {(['stage', 'cases', 'move', 'unchanged', 'stay'] as const).map((column) => (
                <th key={column} scope="col" {...(column !== 'stage' && { className: 'is-number' })}>
                  {t(`dryColumn.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {impact.stages.map(({ stageId, name, total, outcomes }) => (
              <tr key={stageId ?? ''}>
                <th scope="row">{stageId === null ? t('noStage') : (was.called(stageId)?.name ?? name)}</th>
                <td className="is-number ui-num">{number(total)}</td>
                <td className="is-number ui-num">{number(outcomes.migrates)}</td>
                <td className="is-number ui-num">{number(outcomes.unchanged)}</td>
                <td className="is-number ui-num">
                  {number(outcomes.blocked + outcomes['check-owed'] + outcomes['needs-mapping'])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {impact.obstacles.length > 0 && (
        <ul className="moving-obstacles" aria-label={t('inTheWay')}>
          {impact.obstacles.map((obstacle) => (
            <li key={JSON.stringify([obstacle.code, obstacle.elementId, obstacle.to, obstacle.params])}>
              <Icon name={obstacle.kind === 'check-owed' ? 'shield' : 'warn'} />
              <span>
                {wordsOf(obstacle)}{' '}
                <b className="ui-num">{t('caseCount', { count: obstacle.cases, cases: number(obstacle.cases) })}</b>{' '}
                {obstacle.instanceIds[0] !== undefined && (
                  <Link to="/cases/$instanceId" params={{ instanceId: obstacle.instanceIds[0] }}>
                    {t('oneOfThem')}
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
