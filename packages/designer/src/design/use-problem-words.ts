import { useTranslation } from 'react-i18next';
import { type DiagramElement, type Editor, salesKindOf, textOf } from '../modeler/index.ts';
import { typeWords } from '../properties/index.ts';

interface Wordable {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly elementId?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

export interface ProblemWords {
  readonly text: string;
  /** What to do about it, where the text does not say so. */
  readonly hint: string | undefined;
}

/** Says a problem in the reader's language; what the catalogue does not have is said as validation said it. */
export function useProblemWords(editor: Editor | undefined): (problem: Wordable) => ProblemWords {
  const { t, i18n } = useTranslation('problems');
  const called = useElementWords(editor);
  return ({ code, message, hint, elementId, params }) => {
    if (!i18n.exists(`problems:${code}`)) return { text: message, hint };
    return { text: t(code, { ...params, element: called(elementId), message }), hint: undefined };
  };
}

/** Names an element as a sentence does. Ids that a tool made up say nothing to a reader; what the element is says more. */
export function useElementWords(editor: Editor | undefined): (elementId: string | undefined) => string {
  const { t } = useTranslation('problems');
  const kindWords = (element: DiagramElement) => {
    const kind = salesKindOf(element.businessObject);
    return kind ? t(`design:sales.${kind}.name`) : typeWords(element);
  };
  return (elementId) => {
    const element = elementId === undefined ? undefined : editor?.element(elementId);
    const name = textOf(element?.businessObject, 'name');
    return name ? t('quoted', { name }) : element ? kindWords(element) : (elementId ?? '');
  };
}
