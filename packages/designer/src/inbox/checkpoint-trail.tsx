import type { CheckpointTrail, TaskDetail } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import type { VersionWords } from '../cases/index.ts';
import { api } from '../client/index.ts';
import { useValueText, variableWords } from '../forms/index.ts';
import { useDirectory } from '../session/index.ts';
import { Icon, useFormat } from '../ui/index.ts';

/** The checks that the case went through, each with its rules and evidence one step away. */
export function CheckpointTrails({ task, words }: { task: TaskDetail; words: VersionWords }) {
  const { t } = useTranslation('inbox');
  if (task.checkpoints.length === 0) return null;
  return (
    <section aria-label={t('checked')} className="inbox-trails ui-small">
      {task.checkpoints.map((trail) => (
        <Trail
          key={`${trail.elementId} ${trail.at}`}
          trail={wordedTrail(task, trail, words)}
          variable={(name) => words.variable(task, name)}
          evidence={(id) => words.part(task, trail.elementId, id, variableWords(id))}
          isOpen={task.kind === 'review' && trail.elementId === task.elementId}
        />
      ))}
    </section>
  );
}

/** A trail in the reader's language, as far as the version has it. */
const wordedTrail = (task: TaskDetail, trail: CheckpointTrail, { element, part }: VersionWords): CheckpointTrail => ({
  ...trail,
  name: element(task, trail.elementId, trail.name),
  rules: trail.rules.map((rule) => {
    const message = part(task, trail.elementId, rule.id, rule.message ?? '');
    return message === '' ? rule : { ...rule, message };
  }),
});

interface TrailProps {
  readonly trail: CheckpointTrail;
  readonly isOpen: boolean;
  readonly variable: (name: string) => string;
  readonly evidence: (id: string) => string;
}

function Trail({ trail, isOpen, variable, evidence }: TrailProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { nameOf } = useDirectory();
  const passed = trail.rules.filter((rule) => rule.passed).length;
  const failed = trail.rules.length - passed;
  const outcome = (['passed', 'cleared', 'rejected'] as const).find((name) => name === trail.outcome);
  return (
    <details open={isOpen}>
      <summary {...(failed > 0 && { className: 'is-failed' })}>
        <Icon name={failed > 0 ? 'warn' : 'shield'} />
        <span className="ui-grow">
          <b>{trail.name}</b>
          {t('colon')}
          {failed > 0
            ? t('rulesBroken', { failed, total: trail.rules.length })
            : t('rulesPassed', { passed, total: trail.rules.length })}
          {outcome && outcome !== 'passed' && `, ${t(`checkOutcome.${outcome}`)}`}
        </span>
        <span className="ui-second">{[trail.regulation, format.when(trail.at)].filter(Boolean).join(' · ')}</span>
        <Icon name="right" />
      </summary>
      <ul>
        {trail.rules.map((rule) => (
          <Rule key={rule.id} rule={rule} variable={variable} />
        ))}
      </ul>
      {trail.reason && (
        <blockquote className="inbox-quote">
          {trail.reason}
          {trail.by && <span className="ui-third"> {nameOf(trail.by)}</span>}
        </blockquote>
      )}
      {trail.evidence.map(({ id, fileId }) => (
        <a key={id} href={api.fileAddress(fileId)} download>
          {t('evidenceOf', { name: evidence(id) })}
        </a>
      ))}
    </details>
  );
}

function Rule({ rule, variable }: { rule: CheckpointTrail['rules'][number]; variable: (name: string) => string }) {
  const { t } = useTranslation('inbox');
  const text = useValueText();
  const message = rule.message ?? variableWords(rule.id);
  const values = Object.entries(rule.values).map(([name, value]) => `${variable(name)} ${text(value)}`);
  return (
    <li className={rule.passed ? 'inbox-rule' : 'inbox-rule is-failed'}>
      <Icon name={rule.passed ? 'check' : 'close'} />
      <span>
        <b>{t(rule.passed ? 'rule.holds' : 'rule.violated')}</b> {rule.passed ? t('rule.guardsAgainst', { message }) : message}
        {values.length > 0 && <span className="ui-third"> {t('values', { values: values.join(', ') })}</span>}
      </span>
    </li>
  );
}
