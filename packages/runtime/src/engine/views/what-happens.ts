/** What each choice of a task brings, as far as the model says it before the fact. */
import type { OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { evaluate } from '@fortnight/shared/expression';
import type { Program, ProgramElement, ProgramFlow } from '@fortnight/shared/kernel';
import type { NodeExtension } from '@fortnight/shared/model';
import type { TaskRecord } from '../records.ts';
import { visibleVariables } from './task.ts';
import type { DetailContext } from './task-detail.ts';

type Consequence = Omit<TaskDetail['whatHappens'][number], 'outcome'>;
const decides: Consequence = { code: 'decides', params: {} };

/** Codes: `waits-for-others {count}`, `goes-to {name}`, `goes-back {name}`, `ends`, `ends-won`, `ends-lost`, `decides`. */
export function whatHappens(
  context: DetailContext,
  choices: readonly OutcomeChoice[],
  approval: TaskDetail['approval'],
): TaskDetail['whatHappens'] {
  return choices.map((choice) => ({ outcome: choice.id, ...consequenceOf(context, choice, approval) }));
}

function consequenceOf(
  context: DetailContext,
  { id, kind, targets }: OutcomeChoice,
  approval: TaskDetail['approval'],
): Consequence {
  if (kind === 'send-back') {
    const [only] = targets.length === 1 ? targets : [];
    return { code: 'goes-back', params: { name: only?.name ?? '' } };
  }
  const missing = approval && kind === 'approve' ? approval.needed - approval.approved - 1 : 0;
  if (missing > 0) return { code: 'waits-for-others', params: { count: missing } };
  const { task, sheet } = context;
  const extension = sheet.nodes.get(task.elementId)?.extension;
  const own = sheet.program.elements.find((element) => element.id === task.elementId);
  const error = kind === 'reject' ? errorOf(task, extension) : undefined;
  const from = own && error !== undefined ? catching(sheet.program, own, error) : own;
  const result = extension?.approval?.result ?? extension?.checkpoint?.result ?? task.elementId;
  const outcome = task.kind === 'review' && kind === 'clear' ? 'cleared' : id;
  return from ? wayFrom(context, from, { [result]: { outcome } }) : decides;
}

/** The error that a rejection throws; an approval throws none unless it says so. */
const errorOf = ({ kind }: TaskRecord, extension: NodeExtension | undefined): string | undefined =>
  kind === 'review' ? (extension?.checkpoint?.error ?? '') : extension?.approval?.error;

/** The boundary event that catches an error, at the element or around it. */
function catching(program: Program, { boundaries = [], parent }: ProgramElement, code: string): ProgramElement | undefined {
  const events = boundaries.flatMap((index) => program.elements[index] ?? []);
  const caught = events.find(({ plan: { definitions = [] } }) =>
    definitions.some((plan) => plan.kind === 'errorEventDefinition' && (plan.code === undefined || plan.code === code)),
  );
  const around = program.elements[parent];
  return caught ?? (around && catching(program, around, code));
}

/** Follows the flows behind an element with the result that the case would have, past gateways that choose. */
function wayFrom(
  { task, sheet, record, at }: DetailContext,
  from: ProgramElement,
  result: { [name: string]: { outcome: string } },
) {
  const variables = { ...visibleVariables(record, task.tokenId), ...result };
  const { timeZone } = sheet.settings;
  const holds = (flow: ProgramFlow): boolean => {
    if (!flow.condition) return true;
    const answer = evaluate(flow.condition, { variables, at, ...(timeZone !== undefined && { timeZone }) });
    return answer.ok && answer.value === true;
  };
  let element = from;
  for (let steps = 0; steps < 20; steps++) {
    const next = nextOf(sheet.program, element, holds);
    if (next?.kind !== 'exclusiveGateway') return next ? arrivalAt(next) : decides;
    element = next;
  }
  return decides;
}

function nextOf(program: Program, element: ProgramElement, holds: (flow: ProgramFlow) => boolean): ProgramElement | undefined {
  const flows = element.outgoing.flatMap((index) => program.flows[index] ?? []);
  const open = flows.filter((flow) => flow.index !== element.defaultFlow && holds(flow));
  const taken = open.length > 0 ? open : flows.filter(({ index }) => index === element.defaultFlow);
  const isChoice = element.kind === 'exclusiveGateway';
  return taken.length === 1 || (taken.length > 1 && isChoice) ? program.elements[taken[0]?.target ?? -1] : undefined;
}

function arrivalAt({ kind, name, plan, parent }: ProgramElement): Consequence {
  if (plan.end?.outcome === 'lost') return { code: 'ends-lost', params: {} };
  if (plan.end?.outcome === 'won') return { code: 'ends-won', params: {} };
  if (kind === 'endEvent' && parent === -1) return { code: 'ends', params: {} };
  return name === undefined || kind === 'endEvent' ? decides : { code: 'goes-to', params: { name } };
}
