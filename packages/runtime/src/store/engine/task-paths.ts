/** How a list of tasks is walked. */
import type { TaskFilter } from '../../engine/index.ts';
import { type Part, type Path, shortestPath } from './paths.ts';
import type { Rows } from './whose.ts';

/** Statements of a migration. */
export const taskPathsSchema: readonly string[] = ['CREATE INDEX tasksByElement ON tasks (elementId, state, processId)'];

/** Spelled out where it is open, so that SQLite sees that the partial indexes hold it. */
const stateOf = (state: string): Part =>
  state === 'open' ? { text: "tasks.state = 'open'", values: [] } : { text: 'tasks.state = ?', values: [state] };

/** The filter's parts by which an index finds rows. */
function indexed({ elementId, processId, group, state }: TaskFilter): Part[] {
  const inState: Part = state === undefined ? { text: '1 = 1', values: [] } : stateOf(state);
  const parts: Part[] = [];
  const add = (text: string, ...values: unknown[]) =>
    parts.push({ text: `${text} AND ${inState.text}`, values: [...values, ...inState.values] });
  if (elementId !== undefined && processId !== undefined)
    add('~tasks.elementId = ? AND ~tasks.processId = ?', elementId, processId);
  else if (elementId !== undefined) add('~tasks.elementId = ?', elementId);
  else if (processId !== undefined) {
    const running = state === 'open' ? " AND instances.state IN ('active', 'suspended', 'failed')" : '';
    const cases = { text: `instances.processId = ?${running}`, values: [processId] };
    const text = `tasks.id IN (SELECT own.id FROM instances CROSS JOIN tasks AS own
      ON own.id > instances.id || '~' AND own.id < instances.id || char(127) WHERE ${cases.text})`;
    parts.push({
      text: `~tasks.processId = ? AND ${inState.text}`,
      values: [processId, ...inState.values],
      byCases: { cases, found: { text: `${text} AND ${inState.text}`, values: [processId, ...inState.values] } },
    });
  }
  if (group !== undefined) add('~tasks.id IN (SELECT taskId FROM taskCandidates WHERE subject = ?)', `g:${group}`);
  return parts;
}

/** The conditions of a filter that an index holds, so that few tasks of very many are found at once. */
export const taskPath = (all: Rows, filter: TaskFilter): Path => {
  const { state, instanceId } = filter;
  const path = shortestPath(all, 'tasks', indexed(filter), instanceId !== undefined);
  return state === undefined ? path : { ...path, parts: [stateOf(state), ...path.parts] };
};
