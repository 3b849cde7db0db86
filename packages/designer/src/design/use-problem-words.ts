import { useTranslation } from 'react-i18next';
import { type Editor, textOf } from '../modeler/index.ts';

interface Wordable {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly elementId?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

export interface ProblemWords {
  readonly text: string;
  readonly hint: string | undefined;
}

/** Says a problem in the reader's language; what the catalogue does not have is said as validation said it. */
export function useProblemWords(editor: Editor | undefined): (problem: Wordable) => ProblemWords {
  const { t, i18n } = useTranslation('problems');
  return ({ code, message, hint, elementId, params }) => {
    const element = elementId === undefined ? undefined : editor?.element(elementId);
    const name = textOf(element?.businessObject, 'name') || elementId || '';
    const values = { ...params, name };
    const isKnown = i18n.exists(`problems:${code}.text`);
    return {
      text: isKnown ? t(`${code}.text`, values) : message,
      hint: isKnown && i18n.exists(`problems:${code}.hint`) ? t(`${code}.hint`, values) : isKnown ? undefined : hint,
    };
  };
}
