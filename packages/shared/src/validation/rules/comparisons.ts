import { type Expression, parseExpression, typeConflicts, typeOfExpression } from '../../expression/index.ts';
import { type ComputedText, computedTexts } from '../computed.ts';
import { type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** What holds or not; anything else there never holds. */
const conditionFields =
  /^(condition|stage\.(entry|exit)|checkpoint\.rules|approval\.auto(Approve|Reject)|loop\.(condition|completionCondition)|completionCondition)$/;

/** With data declared, a comparison of different types, or a condition that is no claim, is told before it runs. */
export const comparisons: Rule = (view) => {
  const { data } = view.process.extension;
  if (data.length === 0) return [];
  const types = Object.fromEntries(data.map(({ name, type }) => [name, type]));
  const parsed = parsing(types);
  return computedTexts(view).flatMap((computed) => {
    const expression = parsed(computed.text);
    return expression ? check(view, computed, expression, types) : [];
  });
};

/** The editor asks after each change, mostly about the same texts. */
let kept = { types: '', expressions: new Map<string, Expression | undefined>() };
const mostKept = 2000;

function parsing(types: Readonly<Record<string, string>>): (text: string) => Expression | undefined {
  const key = JSON.stringify(types);
  if (kept.types !== key || kept.expressions.size > mostKept) kept = { types: key, expressions: new Map() };
  const { expressions } = kept;
  return (text) => {
    if (!expressions.has(text)) {
      const result = parseExpression(text, { types });
      expressions.set(text, result.ok ? result.value : undefined);
    }
    return expressions.get(text);
  };
}

/** Whether it compares like with like, and a condition is a claim, as these types are declared. */
export function isSound({ field, text }: ComputedText, types: Readonly<Record<string, string>>): boolean {
  const result = parseExpression(text, { types });
  if (!result.ok) return true;
  const type = conditionFields.test(field) ? typeOfExpression(result.value, types) : 'boolean';
  return typeConflicts(result.value, types).length === 0 && (type === undefined || type === 'boolean');
}

function check(
  view: ProcessView,
  { elementId, field, text }: ComputedText,
  expression: Expression,
  types: Readonly<Record<string, string>>,
): Finding[] {
  const element = view.node(elementId) ?? view.flow(elementId) ?? view.process;
  const [conflict] = typeConflicts(expression, types);
  if (conflict) {
    const { left, right } = conflict;
    return [
      warning(elementId, 'types-differ', {
        field,
        message: `${called(element)} compares a ${left} with a ${right} in "${text.trim()}", which is never true.`,
        hint: adviceOn(left, right),
        params: { left, right, text: text.trim() },
      }),
    ];
  }
  const type = conditionFields.test(field) ? typeOfExpression(expression, types) : undefined;
  if (type === undefined || type === 'boolean') return [];
  return [
    warning(elementId, 'condition-no-claim', {
      field,
      message: `The condition "${text.trim()}" of ${called(element)} is a ${type}, not true or false: it never holds.`,
      hint: 'Compare it with something, such as amount > 1000.',
      params: { found: type, text: text.trim() },
    }),
  ];
}

function adviceOn(left: string, right: string): string {
  const both = [left, right];
  if (both.includes('date') && both.includes('date and time'))
    return 'Take the day of the moment, such as date(now()), or today().';
  if (both.includes('string') && both.some((type) => type.includes('date') || type === 'time'))
    return 'Write a date as @"2026-11-25" and a moment as @"2026-11-25T09:00:00".';
  return both.includes('string') ? 'Leave out the quotes, or correct the type of the data.' : 'Compare values of one type.';
}
