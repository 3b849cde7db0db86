import { type Model, toModel } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { type DiagramElement, type Editor, textOf } from '../modeler/index.ts';
import { type Called, capital, type ElementWords, elementWords, type Say, useSay } from '../naming/index.ts';
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
  const called = useDrawnWords(editor);
  return ({ code, message, hint, elementId, params }) => {
    if (!i18n.exists(`problems:${code}`)) return { text: message, hint };
    const { quoted, thing } = called(elementId);
    return { text: capital(t(code, { ...params, element: quoted, thing, message })), hint: undefined };
  };
}

/** Names an element of the canvas as a sentence does. */
export function useDrawnWords(editor: Editor | undefined): (elementId: string | undefined) => Called {
  const { i18n } = useTranslation('elements');
  const say = useSay();
  return (elementId) => {
    if (elementId === undefined || !editor) return plainly(elementId ?? '');
    const called = wordsOf(editor, i18n.language, say)(elementId);
    return called ?? besideFlow(editor.element(elementId), say) ?? plainly(elementId);
  };
}

const plainly = (name: string): Called => ({ name, quoted: name, thing: name });

/** Pools, lanes, data and whatever else is drawn beside the flow. */
function besideFlow(element: DiagramElement | undefined, say: Say): Called | undefined {
  if (!element) return undefined;
  const name = textOf(element.businessObject, 'name');
  const kind = kinds[element.type];
  const words = kind ? say(`kind.${kind}`) : typeWords(element);
  if (!name) return plainly(words);
  const quoted = say('quoted', { name });
  return { name, quoted, thing: kind ? say('thing', { kind: words, name }) : quoted };
}

const kinds: Readonly<Record<string, string>> = {
  'bpmn:Lane': 'lane',
  'bpmn:MessageFlow': 'messageFlow',
  'bpmn:Process': 'process',
};

interface Kept {
  readonly revision: number;
  readonly language: string;
  readonly words: ElementWords['called'];
}
/** The words of what is drawn, until it changes: they are the same for every line of a list. */
const kept = new WeakMap<Editor, Kept>();

function wordsOf(editor: Editor, language: string, say: Say): Kept['words'] {
  const revision = editor.revision();
  const known = kept.get(editor);
  if (known?.revision === revision && known.language === language) return known.words;
  const definitions = editor.definitions();
  const words = wordsIn(definitions ? toModel(definitions) : { processes: [] }, language, say);
  kept.set(editor, { revision, language, words });
  return words;
}

function wordsIn({ processes }: Pick<Model, 'processes'>, language: string, say: Say): Kept['words'] {
  const each = processes.map((process) => elementWords(process, language, say));
  return (id) => each.map(({ called }) => called(id)).find((called) => called !== undefined);
}
