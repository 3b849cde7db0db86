import type { Finding } from '@fortnight/shared/validation';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { countOf, ProblemCounts } from './problem-counts.tsx';
import { ProblemLine } from './problem-line.tsx';

interface Props {
  /** Errors first. */
  readonly problems: readonly Finding[];
  readonly editor: Editor;
  readonly onShow: () => void;
}

const shownAtFirst = 6;

/** What is wrong with what is to be published; each leads to its element. */
export function PublishProblems({ problems, editor, onShow }: Props) {
  const { t } = useTranslation('design');
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const told = problems.filter(({ severity }) => severity !== 'info');
  const errorCount = countOf(told, 'error');
  const shown = isWhole ? told : told.slice(0, shownAtFirst);
  return (
    <section aria-labelledby={id}>
      <div className="ui-row">
        <h3 id={id}>{t('screen.problems')}</h3>
        <ProblemCounts problems={told} />
      </div>
      {errorCount > 0 && <p role="alert">{t('publish.blocked', { count: errorCount })}</p>}
      {told.length > 0 && (
        <ul className="design-problems">
          {shown.map((problem, index) => (
            <ProblemLine
              key={`${problem.code} ${problem.elementId} ${problem.field} ${index}`}
              problem={problem}
              editor={editor}
              onShow={onShow}
              onEditForm={undefined}
            />
          ))}
        </ul>
      )}
      {told.length > shownAtFirst && (
        <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('screen.fewer') : t('screen.all', { count: told.length })}
        </button>
      )}
    </section>
  );
}
