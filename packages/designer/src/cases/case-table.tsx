import type { InstanceSummary } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonTag } from '../session/index.ts';
import { Icon, Pill, useFormat } from '../ui/index.ts';
import { StatePill } from './state-pill.tsx';
import { useVersionWords, type VersionWords } from './version-words.ts';

/** Cases as rows: what, where it stands, who, when it last changed. */
export function CaseTable({ cases, currentId }: { cases: readonly InstanceSummary[]; currentId: string | undefined }) {
  const { t } = useTranslation('cases');
  const words = useVersionWords(cases);
  const hasAmounts = cases.some(({ amount }) => amount !== undefined);
  const columns = [
    'name',
    'process',
    'stage',
    'state',
    ...(hasAmounts ? (['amount'] as const) : []),
    'owner',
    'updated',
  ] as const;
  return (
    <table className="ui-table cases-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`cases-${column}`}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cases.map((instance) => (
          <CaseRow key={instance.id} instance={instance} {...{ words, hasAmounts }} isCurrent={instance.id === currentId} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly instance: InstanceSummary;
  readonly words: VersionWords;
  readonly hasAmounts: boolean;
  readonly isCurrent: boolean;
}
function CaseRow({ instance, words, hasAmounts, isCurrent }: RowProps) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <tr className={isCurrent ? 'is-current' : ''} data-case={instance.id}>
      <th scope="row" className="cases-name">
        <Link to="/cases/$instanceId" params={{ instanceId: instance.id }}>
          {instance.caseName || instance.businessKey || instance.id}
        </Link>
        <small className="ui-second ui-num">{instance.businessKey}</small>
      </th>
      <td className="cases-process">
        {words.process(instance, instance.processName)} <span className="ui-third">v{instance.version}</span>
      </td>
      <td className="cases-stage">
        <Place instance={instance} words={words} />
      </td>
      <td className="cases-state">
        <StatePill instance={instance} />{' '}
        {instance.openIncidentCount > 0 && (
          <Pill tone="red" icon="warn">
            {t('incidents', { count: instance.openIncidentCount })}
          </Pill>
        )}
      </td>
      {hasAmounts && (
        <td className="cases-amount ui-num">
          {instance.amount !== undefined && format.money(instance.amount, instance.currency)}
        </td>
      )}
      <td className="cases-owner">{instance.owner ? <PersonTag id={instance.owner} /> : <span className="ui-third">–</span>}</td>
      <td className="cases-updated ui-num ui-second">{format.when(instance.updatedAt)}</td>
    </tr>
  );
}

/** The stage it is in, and what it waits for there; amber once it is over the stage's target. */
function Place({ instance, words }: { instance: InstanceSummary; words: VersionWords }) {
  const { t } = useTranslation('cases');
  const { stage, tokens, lossReason } = instance;
  const stageName = stage && words.element(instance, stage.elementId, stage.name);
  const places = [
    ...new Set(
      tokens
        .map(({ elementId, elementName }) => words.element(instance, elementId, elementName === elementId ? '' : elementName))
        .filter(Boolean),
    ),
  ].join(', ');
  if (!stage && lossReason !== undefined)
    return <span className="ui-second">{words.element(instance, lossReason, lossReason)}</span>;
  const isOver = stage?.targetAt !== undefined && instance.endedAt === null && Date.parse(stage.targetAt) < Date.now();
  return (
    <>
      {stage && <b className="cases-stage-name">{stageName}</b>}
      {isOver && (
        <span className="cases-over">
          <Icon name="clock" />
          {t('onlyOverTarget')}
        </span>
      )}
      {places !== '' && places !== stageName && <small className="ui-second ui-trunc">{places}</small>}
    </>
  );
}
