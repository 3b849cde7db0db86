import type { Fact, TaskDetail } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import type { VersionWords } from '../cases/index.ts';
import { useValueText } from '../forms/index.ts';
import { BreakableText, Icon, useFormat } from '../ui/index.ts';
import { changeOf, plainPolicy } from './fact-change.ts';

/** The figures that a decider looks at first: now, before, how they moved, and where they stand to the policy. */
export function FactTable({ task, words }: { task: TaskDetail; words: VersionWords }) {
  const { t } = useTranslation('inbox');
  const changes = task.facts.map(changeOf);
  const moved = changes.filter(({ kind }) => !['none', 'same'].includes(kind)).length;
  const hasPast = changes.some(({ kind }) => kind !== 'none');
  const hasPolicy = task.facts.some(({ policy }) => policy !== undefined);
  if (task.facts.length === 0) return null;
  return (
    <section aria-labelledby="inbox-facts">
      <div className="ui-row inbox-facts-head">
        <h2 id="inbox-facts">{t('decideOn')}</h2>
        <span className="ui-grow" />
        {hasPast && <small className="ui-second">{t('changed', { count: moved, total: task.facts.length })}</small>}
      </div>
      <table className="inbox-facts ui-num">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('factNow')}</th>
            {hasPast && <th scope="col">{t('factBefore')}</th>}
            {hasPast && (
              <th scope="col" className="inbox-fact-change">
                {t('factChange')}
              </th>
            )}
            {hasPolicy && (
              <th scope="col" className="inbox-fact-policy">
                {t('factPolicy')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {task.facts.map((fact) => (
            <FactRow key={fact.variable} {...{ fact, hasPast, hasPolicy, task, words }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Figures stay in one line, words need not. */
const isWords = (value: unknown): boolean => typeof value === 'string';

type RowProps = { fact: Fact; hasPast: boolean; hasPolicy: boolean; task: TaskDetail; words: VersionWords };

function FactRow({ fact, hasPast, hasPolicy, task, words }: RowProps) {
  const text = useValueText();
  const field = task.form?.fields.find(({ name }) => name === fact.variable);
  const label = words.variable(task, fact.variable);
  const hint = {
    ...(fact.type !== undefined && { type: fact.type }),
    ...(fact.currency !== undefined && { currency: fact.currency }),
  };
  return (
    <tr>
      <th scope="row">
        {label}
        {(fact.standing === 'near' || fact.standing === 'outside') && (
          <span className="inbox-fact-warning">
            <Standing fact={fact} text={(value) => text(value, hint)} />
          </span>
        )}
      </th>
      <td className={isWords(fact.now) ? 'inbox-fact-words' : undefined}>
        <b>
          <BreakableText>{text(fact.now, hint, field?.options)}</BreakableText>
        </b>
      </td>
      {hasPast && (
        <td className={isWords(fact.before) ? 'ui-second inbox-fact-words' : 'ui-second'}>
          {fact.before !== undefined && text(fact.before, hint, field?.options)}
        </td>
      )}
      {hasPast && (
        <td className="inbox-fact-change">
          <Change fact={fact} />
        </td>
      )}
      {hasPolicy && (
        <td className="inbox-fact-policy">
          <Standing fact={fact} text={(value) => text(value, hint)} />
        </td>
      )}
    </tr>
  );
}

function Change({ fact }: { fact: Fact }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { kind, by, effect } = changeOf(fact);
  if (kind === 'none') return null;
  if (kind === 'same') return <span className="ui-third">{t('factSame')}</span>;
  if (kind === 'new') return <>{t('factNew')}</>;
  if (kind === 'other') return <>{t('factOther')}</>;
  const points = () => t('factPoints', { size: format.number(Math.abs(by) * 100) });
  const difference = () => (fact.type === 'percent' ? points() : format.number(Math.abs(by), 4));
  const size = kind === 'relative' ? format.percent(Math.abs(by)) : difference();
  return (
    <span className={`inbox-effect-${effect}`}>
      {by < 0 ? '−' : '+'}
      {size}
    </span>
  );
}

function Standing({ fact, text }: { fact: Fact; text: (value: number) => string }) {
  const { t } = useTranslation('inbox');
  if (fact.policy === undefined) return null;
  const plain = plainPolicy(fact.policy, fact.variable);
  const policy = plain ? t(`policy.${plain.operator}`, { bound: text(plain.bound) }) : fact.policy;
  const icon = fact.standing === 'inside' ? 'check' : 'warn';
  return (
    <span className={`inbox-standing inbox-standing-${fact.standing}`} title={fact.policy}>
      {fact.standing !== 'unknown' && <Icon name={icon} label={t(`standing.${fact.standing}`)} />}
      {fact.standing === 'near' ? t('nearPolicy', { policy }) : policy}
    </span>
  );
}
