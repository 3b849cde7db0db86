import type { Finding } from '@fortnight/shared/validation';
import { useTranslation } from 'react-i18next';
import { Pill } from '../ui/index.ts';

export const countOf = (problems: readonly Finding[], severity: Finding['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;

/** How many errors and warnings there are, or that there is nothing to mend. */
export function ProblemCounts({ problems }: { readonly problems: readonly Finding[] }) {
  const { t } = useTranslation('design');
  const [errors, warnings] = [countOf(problems, 'error'), countOf(problems, 'warning')];
  return (
    <>
      {errors > 0 && (
        <Pill tone="red" icon="warn">
          {t('screen.errors', { count: errors })}
        </Pill>
      )}
      {warnings > 0 && (
        <Pill tone="amber" icon="warn">
          {t('screen.warnings', { count: warnings })}
        </Pill>
      )}
      {problems.length === 0 && (
        <Pill tone="green" icon="check">
          {t('screen.noProblems')}
        </Pill>
      )}
    </>
  );
}
