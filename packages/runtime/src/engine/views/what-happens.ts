/** What each choice of a task brings, as far as the model says it before the fact. */
import type { OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { evaluate } from '@fortnight/shared/expression';
import type { Program, ProgramElement, ProgramFlow } from '@fortnight/shared/kernel';
import { visibleVariables } from './task.ts';
import type { DetailContext } from './task-detail.ts';

type Consequence = Omit<TaskDetail['whatHappens'][number], 'outcome'>;

/** Codes: `waits-for-others {count}`, `goes-to {name}`, `goes-back {name}`, `ends`, `ends-won`, `ends-lost`, `decides`. */
export function whatHappens(
  context: DetailContext,
  choices: readonly OutcomeChoice[],
  approval: TaskDetail['approval'],
): TaskDetail['whatHappens'] {
  return choices.map(({ id: outcome, kind, targets }) => {
    if (kind === 'send-back') {
      const [only] = targets.length === 1 ? targets : [];
      return { outcome, code: 'goes-back', params: { name: only?.name ?? '' } };
    }
    const missing = approval && kind === 'approve' ? approval.needed - approval.approved - 1 : 0;
    if (missing > 0) return { outcome, code: 'waits-for-others', params: { count: missing } };
    return {
      outcome,
      ...wayAfter(
        context,
        kind === 'clear' ? 'cleared' : kind === 'reject' && context.task.kind === 'review' ? 'rejected' : outcome,
      ),
    };
  });
}

/** Follows the flows behind the task with the outcome that it would have, past gateways that choose. */
function wayAfter({ task, sheet, record, at }: DetailContext, outcome: string): Consequence {
  const { program } = sheet;
  const extension = sheet.nodes.get(task.elementId)?.extension;
  const result = extension?.approval?.result ?? extension?.checkpoint?.result ?? task.elementId;
  const variables = { ...visibleVariables(record, task.tokenId), [result]: { outcome } };
  const { timeZone } = sheet.settings;
  const holds = (flow: ProgramFlow): boolean => {
    if (!flow.condition) return true;
    const answer = evaluate(flow.condition, { variables, at, ...(timeZone !== undefined && { timeZone }) });
    return answer.ok && answer.value === true;
  };
  let element = program.elements.find(({ id }) => id === task.elementId);
  for (let steps = 0; element && steps < 20; steps++) {
    const next = nextOf(program, element, holds);
    if (next?.kind === 'exclusiveGateway') element = next;
    else return next ? arrivalAt(next) : { code: 'decides', params: {} };
  }
  return { code: 'decides', params: {} };
}

function nextOf(program: Program, element: ProgramElement, holds: (flow: ProgramFlow) => boolean): ProgramElement | undefined {
  const flows = element.outgoing.flatMap((index) => program.flows[index] ?? []);
  const open = flows.filter((flow) => flow.index !== element.defaultFlow && holds(flow));
  const taken = open.length > 0 ? open : flows.filter(({ index }) => index === element.defaultFlow);
  return taken.length === 1 || (taken.length > 1 && element.kind === 'exclusiveGateway')
    ? program.elements[taken[0]?.target ?? -1]
    : undefined;
}

function arrivalAt({ kind, name, plan, parent }: ProgramElement): Consequence {
  if (plan.end?.outcome === 'lost') return { code: 'ends-lost', params: {} };
  if (plan.end?.outcome === 'won') return { code: 'ends-won', params: {} };
  if (kind === 'endEvent' && parent === -1) return { code: 'ends', params: {} };
  return name === undefined || kind === 'endEvent' ? { code: 'decides', params: {} } : { code: 'goes-to', params: { name } };
}
