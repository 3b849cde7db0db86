import type { Problem } from '../base/index.ts';
import { createModdle } from './moddle.ts';
import { textOf } from './moddle-element.ts';
import type { ParseResult } from './moddle-interface.ts';
import type { Model } from './model.ts';
import { isRefusal, type PrescanLimits, prescan } from './prescan.ts';
import { emptyModel, toModel } from './to-model.ts';

/** What reading a document gives: always a model (without processes when it was refused), and what is wrong. */
export interface ReadResult {
  readonly model: Model;
  readonly problems: readonly Problem[];
}

/**
 * Reads a BPMN 2.0 document.
 *
 * Errors: never rejects on a bad document; what was refused or could not be read is in `problems`.
 */
export async function readXml(xml: string, limits?: Partial<PrescanLimits>): Promise<ReadResult> {
  const found = prescan(xml, limits);
  if (found.some(isRefusal)) return { model: emptyModel, problems: found };
  try {
    const parsed = await createModdle().fromXML(xml);
    return { model: toModel(parsed.rootElement), problems: [...found, ...problemsOf(parsed).slice(0, mostProblems)] };
  } catch (error) {
    return { model: emptyModel, problems: found.some(isMalformed) ? found : [...found, unreadable(error)] };
  }
}

/** A document that is wrong in more places than anybody reads is not told all of them. */
const mostProblems = 1_000;

const isMalformed = ({ code, severity }: Problem) => code === 'malformed-xml' && severity === 'error';

const unreadable = (error: unknown): Problem => ({
  code: 'not-bpmn',
  severity: 'error',
  message: `Expected a BPMN 2.0 document; ${error instanceof Error ? error.message : String(error)}.`,
  hint: 'Choose a file whose root is <definitions> of http://www.omg.org/spec/BPMN/20100524/MODEL.',
});

function problemsOf({ warnings }: ParseResult): Problem[] {
  return warnings.flatMap((warning): Problem[] => {
    const about = { elementId: textOf(warning.element, 'id'), field: warning.property };
    const where = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
    if (warning.message.startsWith('unresolved reference'))
      return [
        {
          ...where,
          code: 'unresolved-reference',
          severity: 'warning',
          message: `"${warning.value}" is referred to, but nothing in the document has that id; the reference is kept as written.`,
          hint: 'Choose an existing element, or import the file together with the one that it refers to.',
          params: { id: warning.value ?? '' },
        },
      ];
    if (warning.message.startsWith('unknown attribute'))
      return [
        {
          ...where,
          code: 'unknown-attribute',
          severity: 'info',
          message: `The attribute "${warning.property}" is not known here; it is kept and has no effect.`,
          params: { name: warning.property ?? '' },
        },
      ];
    if (!warning.message.startsWith('unparsable content') || /duplicate ID/.test(warning.message)) return [];
    const line = Number(/line: (\d+)/.exec(warning.message)?.[1] ?? 0) + 1;
    const tag = /unparsable content (<?[^\s>]*>?)/.exec(warning.message)?.[1] ?? '';
    const reason = /nested error: (.*)$/s.exec(warning.message)?.[1] ?? warning.message;
    return [
      {
        code: 'content-not-read',
        severity: 'error',
        message: `Line ${line}: ${tag} could not be read and would be lost: ${reason}.`,
        hint: 'Repair or remove it, and import the file again. Ids must start with a letter a to z or _ and use letters, digits, - . and _ only.',
        params: { line, tag, reason },
      },
    ];
  });
}
