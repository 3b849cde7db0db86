/** Who a `who` entry names, with the case's variables put in. */
import type { Json } from '../../base/index.ts';
import type { FlowNode } from '../../model/index.ts';
import type { WhoPlan } from '../program.ts';
import type { Compiling } from './compiling.ts';
import type { Run } from './run.ts';

const asked = /^(user|group|role|manager-of):\s*(\S.*)$/;
const notBuilt = /^(managers-up-to:.*|picked)$/;

/** Compiles one entry; a kind that is not built or not known is a problem at the field. */
export function compileWho(who: string, node: FlowNode, field: string, compiling: Compiling): WhoPlan | undefined {
  const text = who.trim();
  if (notBuilt.test(text)) {
    compiling.refuse(node, `the approver "${text}"`, field);
    return undefined;
  }
  const [, kind, subject = ''] = /^(variable|manager-of):\s*(\S.*)$/.exec(text) ?? [];
  if (kind === 'variable' || (kind === 'manager-of' && !subject.includes('@'))) {
    const of = compiling.expression(subject, node.id, field);
    return of && { kind: kind === 'variable' ? 'person' : 'manager', of, text };
  }
  if (asked.test(text)) return { kind: 'literal', who: text };
  const message = `"${text}" of ${node.name ?? node.id} names nobody; write user:, group:, role:, variable: or manager-of: before a name.`;
  compiling.problem({ code: 'who-not-understood', severity: 'error', elementId: node.id, field, message });
  return undefined;
}

/** The entries of a list that is written in one attribute. */
export const splitList = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));

export const compileWhoList = (
  text: string | undefined,
  node: FlowNode,
  field: string,
  compiling: Compiling,
): readonly WhoPlan[] => splitList(text).flatMap((who) => compileWho(who, node, field, compiling) ?? []);

/** What is asked for one entry: `who` texts without variables; none where its variable names nobody. */
export function namesOf(run: Run, scopeId: string, who: WhoPlan): readonly string[] {
  if (who.kind === 'literal') return [who.who];
  const answer = run.evaluate(who.of, scopeId);
  const persons = answer.ok ? textsIn(answer.value) : [];
  return persons.map((person) => (who.kind === 'manager' ? `manager-of:${person}` : asName(person)));
}

/** A person's id or e-mail as a `who` text; what is one already stays. */
export const asName = (person: string): string => (asked.test(person) ? person : `user:${person}`);

/** The texts of a value: itself, or those of a list. */
export function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}
