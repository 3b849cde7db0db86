import type { Fix } from '@fortnight/shared/validation';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { Pill } from '../ui/index.ts';
import { useDrawnWords, useProblemWords } from './use-problem-words.ts';

interface ShownProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly hint?: string | undefined;
  readonly elementId?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly fixes?: readonly Fix[] | undefined;
}

interface ProblemLineProps {
  readonly problem: ShownProblem;
  readonly editor: Editor;
  readonly onShow: () => void;
  /** Without it, forms are not offered to be made here. */
  readonly onEditForm: ((formId: string) => void) | undefined;
}

const tones = { error: 'red', warning: 'amber', info: 'grey' } as const;

/** One problem: what, where to, and its fixes. */
export function ProblemLine({ problem, editor, onShow, onEditForm }: ProblemLineProps) {
  const { t } = useTranslation(['design', 'problems']);
  const words = useProblemWords(editor)(problem);
  const called = useDrawnWords(editor);
  const { elementId } = problem;
  const show = () => {
    onShow();
    if (elementId !== undefined) editor.show(elementId);
  };
  return (
    <li className="design-problem">
      <Pill tone={tones[problem.severity]} icon="warn">
        {t(`screen.severity.${problem.severity}`)}
      </Pill>
      <div className="ui-grow">
        {words.text}
        {words.hint && <span className="ui-third"> {words.hint}</span>}
      </div>
      {problem.fixes?.map((fix) => (
        <FixButton key={`${fix.code} ${fix.params.elementId}`} fix={fix} editor={editor} onEditForm={onEditForm} />
      ))}
      {elementId !== undefined && editor.element(elementId) && (
        <Button type="link" size="small" onClick={show} aria-label={t('screen.showNamed', { name: called(elementId).name })}>
          {t('screen.show')}
        </Button>
      )}
    </li>
  );
}

/** What mends it at one click, as one undo step. */
export function FixButton({
  fix,
  editor,
  onEditForm,
}: {
  fix: Fix;
  editor: Editor;
  onEditForm: ((formId: string) => void) | undefined;
}) {
  const { t } = useTranslation('problems');
  const called = useDrawnWords(editor);
  const isForm = fix.code === 'create-form';
  if (isForm && !onEditForm) return null;
  const apply = () => {
    if (isForm) onEditForm?.(fix.params.form ?? '');
    else editor.applyFix(fix);
  };
  return (
    <Button type="link" size="small" onClick={apply}>
      {t(`fixes.${fix.code}`, { ...fix.params, element: called(fix.params.elementId).quoted, defaultValue: fix.code })}
    </Button>
  );
}
