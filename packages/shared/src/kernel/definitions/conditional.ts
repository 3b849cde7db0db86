/**
 * A drawn condition (BPMN 2.0.2, 10.5.5): happens when it is true as it is armed, and whenever it turns true; it is read
 * again when a variable that it names is written, once nothing else moves.
 */
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import { about } from '../parts/about.ts';
import type { Compiling } from '../parts/compiling.ts';
import type { Run } from '../parts/run.ts';
import { closeCondition } from '../parts/terminate.ts';
import { placeOf } from '../parts/waiting.ts';
import type { ProgramElement } from '../program.ts';
import type { OpenCondition } from '../state.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

type ConditionalPlan = PlanOf<'conditionalEventDefinition'>;

export const conditional: DefinitionHandler<ConditionalPlan> = {
  compile(node: FlowNode, { condition: text }: EventDefinitionNode, compiling: Compiling) {
    const condition = text === undefined ? undefined : compiling.expression(text, node.id, 'condition');
    if (condition) return { kind: 'conditionalEventDefinition', condition };
    if (text !== undefined) return undefined;
    const message = `${node.name ?? node.kind} (${node.id}) waits for a condition and names none; expected FEEL.`;
    compiling.problem({ code: 'condition-missing', severity: 'error', elementId: node.id, field: 'condition', message });
    return undefined;
  },
  startedBy: ({ condition }) => ({ trigger: { kind: 'condition', condition } }),
  arm(run, { holder, element, definition }) {
    const at = { ...about(element), tokenId: holder.id, ...placeOf(definition) };
    run.emit({ type: 'conditionArmed', conditionId: `c${run.nextSeq}`, ...at });
    return true;
  },
};

const none: readonly OpenCondition[] = [];

/** Reads one condition that this step armed, or whose variables it wrote since the last look; true when one turned. */
export function readConditions(run: Run): boolean {
  return (run.draft.conditions ?? none).some((condition) => isDue(run, condition) && read(run, condition));
}

/** Ids and looks are numbers of events: what was armed or written after the last look is due. */
function isDue(run: Run, open: OpenCondition): boolean {
  const { id } = open;
  const looked = run.looked.get(id) ?? 0;
  const armedAt = Number(id.slice(1));
  if (armedAt > looked && armedAt >= (run.events[0]?.seq ?? Number.POSITIVE_INFINITY)) return true;
  const reads = planOf(run.element(open.element), open)?.condition.reads ?? [];
  return run.writes.some(({ seq, variables }) => seq > looked && reads.some((name) => Object.hasOwn(variables, name)));
}

function planOf({ plan }: ProgramElement, { definition = 0 }: OpenCondition): ConditionalPlan | undefined {
  const found = plan.definitions?.[definition];
  return found?.kind === 'conditionalEventDefinition' ? found : undefined;
}

function read(run: Run, open: OpenCondition): boolean {
  run.looked.set(open.id, run.draft.seq);
  const element = run.element(open.element);
  const holder = run.token(open.tokenId);
  const plan = planOf(element, open);
  if (!plan || !holder) return false;
  const answer = run.evaluate(plan.condition, run.scopeIdOf(holder));
  if (!answer.ok) {
    closeCondition(run, open);
    const message = `The condition of ${element.name ?? element.id} failed: ${answer.message}`;
    run.raise(holder, 'expression-failed', message, 'arm', { at: element.index });
    return true;
  }
  const isTrue = answer.value === true;
  if (isTrue === open.isTrue) return false;
  run.emit({ type: 'conditionTurned', conditionId: open.id, ...about(element), isTrue });
  if (isTrue) run.handler(element).trigger?.(run, holder, element, { definition: open.definition ?? 0 });
  return true;
}
