import type { GuardFigure, Rollout } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Icon, useFormat } from '../ui/index.ts';

const icons = { tooEarly: 'clock', within: 'check', better: 'check', worse: 'warn', broken: 'warn' } as const;

/** What the guardrails see: each version's figure, how far they are apart, and what may be said of it. */
export function GuardTable({ rollout: { version, control, figures } }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  return (
    <table className="ui-table rollout-guards">
      <thead>
        <tr>
          <th scope="col">{t('guard')}</th>
          <th scope="col" className="is-num">
            {t('version', { version })}
          </th>
          <th scope="col" className="is-num">
            {t('version', { version: control })}
          </th>
          <th scope="col" className="is-num">
            {t('difference')}
          </th>
          <th scope="col" className="rollout-scale" aria-label={t('scale')}>
            <span aria-hidden="true">
              <span>{t('worse')}</span>
              <span>{t('same')}</span>
              <span>{t('better')}</span>
            </span>
          </th>
          <th scope="col">{t('canSay')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <GuardRow key={figure.guard} figure={figure} />
        ))}
      </tbody>
    </table>
  );
}

function GuardRow({ figure }: { figure: GuardFigure }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const { guard, margin, action, treatment, control, estimate, low, high, verdict } = figure;
  const percent = ({ successes, trials }: GuardFigure['treatment']) =>
    trials === 0 ? '–' : t('percent', { value: number(Math.round((successes / trials) * 100)) });
  const points = (value: number) => `${value > 0 ? '+' : ''}${number(Math.round(value * 100))}`;
  const isKnown = estimate !== null;
  return (
    <tr>
      <th scope="row">
        {t(`guards.${guard}`)}
        <small className="ui-second">{t('limit', { margin: number(margin), action: t(`actions.${action}`) })}</small>
      </th>
      <td className="is-num ui-num" title={t('of', { successes: number(treatment.successes), trials: number(treatment.trials) })}>
        <b>{percent(treatment)}</b>
      </td>
      <td
        className="is-num ui-num ui-second"
        title={t('of', { successes: number(control.successes), trials: number(control.trials) })}
      >
        {percent(control)}
      </td>
      <td className="is-num ui-num">
        {isKnown ? (
          <>
            {t('points', { value: points(estimate) })}
            <small className="ui-second">{t('between', { low: points(low), high: points(high) })}</small>
          </>
        ) : (
          '–'
        )}
      </td>
      <td>{isKnown && <Scale figure={figure} />}</td>
      <td className={`rollout-verdict is-${verdict}`}>
        <Icon name={icons[verdict]} /> {t(`verdicts.${verdict}`)}
        <small className="ui-second">
          {isKnown &&
            t(`says.${verdict}`, { low: points(low), high: points(high), worst: number(Math.round(Math.max(0, -low * 100))) })}
        </small>
      </td>
    </tr>
  );
}

/** Percentage points that fit beside the middle. */
const reach = 40;
const placeOf = (share: number): number => 50 + (Math.max(-reach, Math.min(reach, share * 100)) / reach) * 50;

/** The interval on a line from worse to better; what lies beyond the limit is shaded. */
function Scale({ figure: { low, high, estimate, margin, verdict } }: { figure: GuardFigure }) {
  const limit = placeOf(-margin / 100);
  return (
    <svg className={`rollout-line is-${verdict}`} viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <rect className="rollout-beyond" x="0" y="1" width={limit} height="18" />
      <line className="rollout-limit" x1={limit} x2={limit} y1="1" y2="19" />
      <line className="rollout-zero" x1="50" x2="50" y1="1" y2="19" />
      <line className="rollout-range" x1={placeOf(low)} x2={placeOf(high)} y1="10" y2="10" />
      {estimate !== null && <line className="rollout-estimate" x1={placeOf(estimate)} x2={placeOf(estimate)} y1="4" y2="16" />}
    </svg>
  );
}
