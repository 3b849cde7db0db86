import type { Iteration, VerdictOutcome, YearOfIterations } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/index.ts';

const signs: Readonly<Record<VerdictOutcome, IconName>> = {
  keep: 'check',
  adjust: 'tilde',
  rollBack: 'undo',
  keepUnproven: 'ask',
};
const counted = ['kept', 'adjusted', 'rolledBack', 'unproven'] as const;

/** How many of the year's iterations there were, and what came of each. */
export function YearMarks({ iteration: { id, year } }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const said = useYearWords()(year);
  const toCome = Math.max(0, year.target - year.items.length);
  const running = year.items.filter(({ state }) => state !== 'closed').map(({ number }) => number);
  const label = [
    said,
    running.length > 0 ? t('year.running', { numbers: running.join(', ') }) : '',
    t('year.toCome', { count: toCome }),
  ];
  return (
    <div className="iterations-year">
      <div>
        <h2 className="ui-num">{t('year.count', { count: year.items.length, of: year.target, year: year.year })}</h2>
        <small className="ui-second">{said}</small>
      </div>
      <div className="iterations-marks" role="img" aria-label={label.filter(Boolean).join(' ')}>
        {year.items.map((each) => (
          <i key={each.id} className={`is-${each.outcome ?? each.state}${each.id === id ? ' is-this' : ''}`}>
            {each.outcome && <Icon name={signs[each.outcome]} />}
          </i>
        ))}
        {Array.from({ length: toCome }, (_, index) => (
          <i key={index} />
        ))}
      </div>
    </div>
  );
}

/** `6 kept, 1 adjusted, 1 rolled back`. */
function useYearWords(): (year: YearOfIterations) => string {
  const { t } = useTranslation('iterations');
  return (year) => {
    const parts = counted.filter((name) => year[name] > 0).map((name) => t(`year.${name}`, { count: year[name] }));
    return parts.length > 0 ? parts.join(t('comma')) : t('year.none');
  };
}
