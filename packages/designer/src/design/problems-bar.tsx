import { Button } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { Icon } from '../ui/index.ts';
import { ProblemCounts } from './problem-counts.tsx';
import { ProblemLine } from './problem-line.tsx';
import type { DraftSession } from './use-draft.ts';
import { useLiveProblems } from './use-live-problems.ts';
import { usePublished } from './use-published.ts';

interface ProblemsBarProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  /** Brings the diagram to the front before an element is shown. */
  readonly onDiagram: () => void;
  readonly onEditForm: (formId: string) => void;
}

/** What is wrong with the drawing, live: the worst in one line, all of them when it is opened. */
export function ProblemsBar({ session, editor, onDiagram, onEditForm }: ProblemsBarProps) {
  const { t } = useTranslation('design');
  const { processIds } = usePublished();
  const problems = useLiveProblems(editor, session.revision, { forms: session.forms, processIds });
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useEffect(() => {
    if (problems)
      editor.markProblems(
        problems.flatMap(({ elementId, severity }) => (elementId && severity !== 'info' ? [{ elementId, severity }] : [])),
      );
  }, [editor, problems]);
  if (!problems) return <div className="design-bar" />;
  const shown = isOpen ? problems : problems.slice(0, 1);
  return (
    <section className={isOpen ? 'design-bar design-bar-open' : 'design-bar'} aria-label={t('screen.problems')}>
      <div className="design-bar-counts" role="status">
        <ProblemCounts problems={problems} />
      </div>
      {problems.length > 0 && (
        <ul className="design-problems" id={id}>
          {shown.map((problem, index) => (
            <ProblemLine
              key={`${problem.code} ${problem.elementId} ${problem.field} ${index}`}
              problem={problem}
              editor={editor}
              onShow={onDiagram}
              onEditForm={onEditForm}
            />
          ))}
        </ul>
      )}
      {problems.length > 1 && (
        <Button
          type="text"
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          icon={<Icon name={isOpen ? 'down' : 'up'} />}
        >
          {isOpen ? t('screen.fewer') : t('screen.all', { count: problems.length })}
        </Button>
      )}
    </section>
  );
}
