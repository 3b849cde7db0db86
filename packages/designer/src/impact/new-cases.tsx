import type { StartsAhead, TouchedStart } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { useElementWords } from '../naming/index.ts';
import { useFormat } from '../ui/index.ts';
import type { ImpactOf } from './impact.tsx';

interface NewCasesProps {
  readonly of: ImpactOf;
  readonly starts: StartsAhead;
}

const kinds = ['startEvents', 'forms', 'rules'] as const;
const marks = { added: '+', removed: '−', changed: '~' } as const;

/** Who takes new cases now, and what starts otherwise. */
export function NewCases({ of, starts }: NewCasesProps) {
  const { t } = useTranslation('impact');
  const { against, startForm } = starts;
  const isSame = startForm === null && kinds.every((kind) => starts[kind].length === 0);
  return (
    <section className="impact" aria-labelledby="impact-starts">
      <h3 id="impact-starts">{t('starts')}</h3>
      <p className="ui-small ui-second">
        <Takes takes={starts.takes} /> {isSame && against !== null && t('sameStart', { version: against })}
      </p>
      {against !== null && !isSame && (
        <dl className="impact-starts">
          {startForm && (
            <>
              <dt>{t('kind.forms')}</dt>
              <dd>{sayForm(startForm)}</dd>
            </>
          )}
          {kinds
            .filter((kind) => starts[kind].length > 0)
            .map((kind) => (
              <Touched key={kind} of={of} kind={kind} against={against} touched={starts[kind]} />
            ))}
        </dl>
      )}
    </section>
  );

  function sayForm({ before, after }: { readonly before: string | null; readonly after: string | null }): string {
    if (before === null) return t('startFormNew', { after });
    return after === null ? t('startFormGone', { before }) : t('startForm', { before, after });
  }
}

function Takes({ takes }: Pick<StartsAhead, 'takes'>) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const [first] = takes;
  if (!first) return t('takesNone');
  if (takes.length === 1) return t('takesAll', { version: first.version });
  const shares = takes.map(({ version, share }) => t('share', { version, share: number(share) })).join(t('shareJoin'));
  return t('takes', { shares });
}

interface TouchedProps {
  readonly of: ImpactOf;
  readonly kind: (typeof kinds)[number];
  readonly against: number;
  readonly touched: readonly TouchedStart[];
}

function Touched({ of: { processId, is, onElement }, kind, against, touched }: TouchedProps) {
  const { t } = useTranslation('impact');
  const was = useElementWords(useVersionModel(processId, against).model?.process);
  return (
    <>
      <dt>{t(`kind.${kind}`)}</dt>
      {touched.map(({ id, name, change }) => {
        const words = is.called(id)?.name ?? was.called(id)?.name ?? name ?? id;
        return (
          <dd key={`${id} ${change}`}>
            <span className={`impact-mark is-${change}`} title={t(`sign.${change}`)}>
              <span aria-hidden="true">{marks[change]}</span>
              <span className="ui-unseen">{t(`sign.${change}`)}</span>
            </span>{' '}
            {onElement && change !== 'removed' && kind !== 'forms' ? (
              <button type="button" className="ui-linklike" onClick={() => onElement(id)}>
                {words}
              </button>
            ) : (
              words
            )}
          </dd>
        );
      })}
    </>
  );
}
