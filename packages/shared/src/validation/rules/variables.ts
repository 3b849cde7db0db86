import { type ComputedText, computedTexts, wordsIn } from '../computed.ts';
import { type Finding, warning } from '../finding.ts';
import { knownNames, type UnknownName } from '../known-names.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { isSound } from './comparisons.ts';

/**
 * An expression reads variables that somebody writes. Looked at only where the process names any of its data.
 * A case's name alone reads the business key too.
 */
export const variables: Rule = (view) => {
  const known = knownNames(view);
  if (!known) return [];
  return [
    ...computedTexts(view).flatMap((computed) =>
      known
        .unknownIn(computed.text)
        .filter(({ name }) => name !== 'businessKey' || computed.field !== 'process.caseName')
        .map((unknown) => tell(view, computed, unknown)),
    ),
    ...view.nodes.flatMap(({ id, extension }) =>
      (extension.approval?.facts ?? [])
        .filter(({ variable }) => !known.has(variable))
        .map(({ variable: name }) => {
          const near = known.near(name);
          const place = { elementId: id, field: 'approval.facts', text: name };
          return tell(view, place, { name, ...(near !== undefined && { near }) });
        }),
    ),
  ];
};

function tell(view: ProcessView, { elementId, field, text }: ComputedText, { name, near }: UnknownName): Finding {
  const element = view.node(elementId) ?? view.flow(elementId) ?? view.process;
  return warning(elementId, near === undefined ? 'variable-unknown' : 'variable-misspelled', {
    field,
    message: `${called(element)} reads "${name}", which is not among the data of the process and which nothing writes.`,
    hint: near === undefined ? 'Declare it in the data of the process, or correct the name.' : `Did you mean "${near}"?`,
    params: { name, text, ...(near === undefined ? {} : { near }) },
    fixes: near === undefined ? [{ code: 'declare-data', params: { name, type: typeThatFits(view, name) } }] : [],
  });
}

/** The first type with which nothing that reads the name compares it with another. */
function typeThatFits(view: ProcessView, name: string): string {
  const declared = Object.fromEntries(view.process.extension.data.map((data) => [data.name, data.type]));
  const texts = computedTexts(view).filter(({ text }) => wordsIn(text).includes(name));
  const fits = (type: string): boolean => texts.every((computed) => isSound(computed, { ...declared, [name]: type }));
  return candidates.find(fits) ?? 'text';
}

const candidates = ['text', 'number', 'boolean', 'date', 'dateTime', 'time', 'duration', 'list', 'context'];
