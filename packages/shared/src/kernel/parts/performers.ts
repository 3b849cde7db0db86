/** Who does a task where its own extension names nobody: its performers, else the lane that it stands in (BPMN 2.0.2, 10.3.1, 10.3.2 and 10.8). */
import { type AssignmentSpec, type FlowNode, type PerformerNode, whoOfResource } from '../../model/index.ts';
import type { Compiling } from './compiling.ts';

const nobody: AssignmentSpec = { groups: [], users: [] };

/** The assignment that holds for a task; an empty one leaves it open to everybody. */
export function assignmentOf(node: FlowNode, compiling: Compiling): AssignmentSpec {
  const written = node.extension.assignment ?? nobody;
  if (namesSomebody(written)) return written;
  const { performers = [] } = node;
  const performed = { ...written, ...toAssignment(performers) };
  if (namesSomebody(performed)) return performed;
  const who = compiling.laneWho(node);
  return who === undefined ? written : { ...written, groups: [who] };
}

const namesSomebody = ({ assignee, users, groups }: AssignmentSpec): boolean =>
  assignee !== undefined || users.length + groups.length > 0;

/** A performer does it; whoever else is named may. */
function toAssignment(performers: readonly PerformerNode[]): AssignmentSpec {
  const names = performers.flatMap((performer) =>
    namesIn(performer).map((name) => ({ ...name, isAssignee: performs(performer) })),
  );
  const assigned = names.filter(({ isAssignee, isGroup }) => isAssignee && !isGroup);
  const [assignee] = assigned.length === 1 ? assigned : [];
  const others = names.filter((name) => name !== assignee);
  return {
    ...(assignee === undefined ? {} : { assignee: assignee.text }),
    users: others.filter(({ isGroup }) => !isGroup).map(({ text }) => text),
    groups: asOne(others.filter(({ isGroup }) => isGroup).map(({ text }) => text)),
  };
}

const performs = ({ kind }: PerformerNode): boolean => kind === 'humanPerformer' || kind === 'performer';

/** What one role names: FEEL behind an equals sign or by its language, else names as others write them: `user(a), group(b)`. */
function namesIn(performer: PerformerNode): readonly { readonly text: string; readonly isGroup: boolean }[] {
  const { resource, expression } = performer;
  const isPerson = performs(performer);
  if (resource) {
    const who = whoOfResource(resource);
    return [who.startsWith('user:') ? { text: who.slice('user:'.length).trim(), isGroup: false } : { text: who, isGroup: true }];
  }
  if (!expression) return [];
  const { text, language } = expression;
  if (text.startsWith('=')) return [{ text, isGroup: !isPerson }];
  if (/feel/i.test(language ?? '')) return [{ text: `= ${text}`, isGroup: !isPerson }];
  return text.split(/,(?![^(]*\))/).flatMap((part) => {
    const name = part.trim();
    const [, kind, inner] = /^(user|group)\((.*)\)$/.exec(name) ?? /^(user|group):(.*)$/.exec(name) ?? [];
    if (name === '') return [];
    if (kind === undefined || inner === undefined) return [{ text: name, isGroup: !isPerson }];
    return [{ text: inner.trim(), isGroup: kind === 'group' }];
  });
}

/** A list in which one name is computed is computed as a whole. */
function asOne(names: readonly string[]): readonly string[] {
  const isComputed = (name: string): boolean => name.startsWith('=');
  if (names.length < 2 || !names.some(isComputed)) return names;
  return [`= flatten([${names.map((name) => (isComputed(name) ? name.slice(1) : JSON.stringify(name))).join(', ')}])`];
}
