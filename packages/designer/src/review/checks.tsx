import type { Review, VersionDetail } from '@fortnight/shared/contract';
import { walkNodes } from '@fortnight/shared/model';
import { validate } from '@fortnight/shared/validation';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutNotice } from '../blackout/index.ts';
import { useVersionModel } from '../cases/index.ts';
import { type ChangeRow, type ChangeWords, type Comparison, isOfSeparation } from '../changes/index.ts';
import { capital, useElementWords } from '../naming/index.ts';
import { VersionOpinion } from '../opinion/index.ts';
import { hasRole, useMe } from '../session/index.ts';
import { Icon, type IconName } from '../ui/index.ts';

interface Props {
  readonly review: Review;
  readonly version: VersionDetail;
  readonly comparison: Comparison;
  readonly rows: readonly ChangeRow[];
  readonly words: ChangeWords;
  readonly onChange: (number: number) => void;
  readonly onElement: (id: string) => void;
}

/** What speaks for it and what does not: its tests, its problems, whether the second line is asked, and why. */
export function Checks({ review, version, comparison, rows, words, onChange, onElement }: Props) {
  const { t } = useTranslation('review');
  const { tests, failedPlays } = version;
  const failedCount = failedPlays?.plays.length ?? 0;
  const problems = useMemo(() => {
    const { model, forms } = comparison.after;
    return validate(model, { forms: Object.fromEntries(forms.map((form) => [form.id, form])) });
  }, [comparison]);
  const problemCount = problems.filter(({ severity }) => severity !== 'info').length;
  const hasRiskApproved = review.votes.some(({ roles, outcome }) => outcome === 'approve' && roles.includes('risk'));
  const touched = rows.filter((row) => isCheckpoint(row, comparison));
  const loosened = rows.flatMap(({ number, part, settings }) =>
    settings
      .filter((setting) => isOfSeparation(setting) && setting.after === undefined)
      .map((setting) => ({ number, part, setting })),
  );
  return (
    <section aria-labelledby="review-checks">
      <h3 id="review-checks">{t('checks.title')}</h3>
      <ul className="review-checks">
        <Check isGood={failedCount === 0} name={t('checks.tests')}>
          {tests.length === 0 ? t('checks.none') : t('checks.of', { count: tests.length - failedCount, total: tests.length })}
        </Check>
        {failedPlays && <li className="review-check-note">{t('checks.allTheSame', { reason: failedPlays.reason })}</li>}
        <Check isGood={problemCount === 0} name={t('checks.problems')}>
          {problemCount}
        </Check>
        {loosened.length > 0 && (
          <>
            <Check isGood={false} name={t('checks.separation')} />
            {loosened.map(({ number, part, setting }) => (
              <li className="review-check-note" key={`${number} ${setting.items}`}>
                {t('checks.loosened', { part: capital(words.part(part)), meaning: words.meaning(setting) })}{' '}
                <button type="button" className="ui-linklike" onClick={() => onChange(number)}>
                  {t('checks.change', { number })}
                </button>
              </li>
            ))}
          </>
        )}
        {review.version.proposal?.isRiskWanted && (
          <>
            <Check isGood={hasRiskApproved} name={t(hasRiskApproved ? 'checks.riskDone' : 'checks.risk')} />
            <li className="review-check-note">
              {t('checks.touched')}{' '}
              {touched.map(({ number }) => (
                <button key={number} type="button" className="ui-linklike" onClick={() => onChange(number)}>
                  {t('checks.change', { number })}
                </button>
              ))}
            </li>
          </>
        )}
      </ul>
      {(version.state === 'inReview' || version.state === 'approved') && <BlackoutNotice processId={version.processId} />}
      <Opinion version={version} onElement={onElement} />
    </section>
  );
}

function isCheckpoint({ part }: ChangeRow, { before, after }: Comparison): boolean {
  const places = [part.id, part.sourceId, part.targetId, part.settings.attachedTo];
  const processes = [before, after].flatMap(({ model }) => model.processes);
  return processes.some((process) =>
    [...walkNodes(process)].some(({ node }) => node.extension.checkpoint !== undefined && places.includes(node.id)),
  );
}

function Check({ isGood, name, children }: { isGood: boolean; name: string; children?: ReactNode }) {
  const sign: IconName = isGood ? 'check' : 'warn';
  return (
    <li className={`review-check${isGood ? ' is-good' : ''}`}>
      <Icon name={sign} />
      <span className="ui-grow">{name}</span>
      <span className="ui-second ui-small ui-num">{children}</span>
    </li>
  );
}

/** What another engine says, where somebody asks for it. */
function Opinion({ version, onElement }: { version: VersionDetail; onElement: (id: string) => void }) {
  const { t } = useTranslation('opinion');
  const me = useMe();
  const [isAsked, setAsked] = useState(false);
  const { called } = useElementWords(useVersionModel(version.processId, version.version).model?.process);
  if (!hasRole(me, 'owner', 'admin')) return null;
  if (isAsked)
    return <VersionOpinion processId={version.processId} version={version.version} called={called} onShow={onElement} />;
  return (
    <Button size="small" onClick={() => setAsked(true)} aria-label={t('askOf', { version: version.version })}>
      {t('ask')}
    </Button>
  );
}
