/**
 * The plain version as bpmn-engine is shown it, written anew element by element.
 *
 * Nothing of the document's own text is in it, not even ids: no script, no expression, no name. What waits for people or
 * work is a user task, a stage a sub-process.
 */
import type { Program, ProgramElement, ProgramFlow } from '@fortnight/shared/kernel';
import { coded, has, isDecided } from './definitions.ts';

export interface PeerDocument {
  readonly xml: string;
  /** Error codes in their order: the document has `c0`, `c1` … for them. */
  readonly codes: readonly string[];
  /** Elements at which the case is over once a token comes there: BPMN has no end that ends more than its sub-process. */
  readonly overAt: ReadonlySet<number>;
}

/** What the texts of its expressions mean to whoever resolves them. */
export const flowCondition = (flow: number): string => `flow ${flow}`;
export const eventCondition = 'event';

const idOf = (element: number): string => `e${element}`;
const flowIdOf = (flow: number): string => `f${flow}`;
const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const expression = (tag: string, text: string): string => `<${tag} xsi:type="tFormalExpression">${text}</${tag}>`;

/** Writes what one start event leads to. */
export function peerDocument(plain: Program, start: number): PeerDocument {
  return new Writer(plain, start).document();
}

/** What tokens of this start can reach: along flows, into sub-processes, over boundary events. */
function reachableFrom({ elements, flows }: Program, start: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [start];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const element = elements[index];
    if (!element || seen.has(index)) continue;
    seen.add(index);
    const { outgoing, boundaries = [], plan } = element;
    open.push(...outgoing.flatMap((flow) => flows[flow]?.target ?? []), ...boundaries, ...(plan.starts ?? []));
  }
  return seen;
}

class Writer {
  private readonly plain: Program;
  private readonly reachable: ReadonlySet<number>;
  private readonly codes = { error: [] as string[], escalation: [] as string[] };

  constructor(plain: Program, start: number) {
    this.plain = plain;
    this.reachable = reachableFrom(plain, start);
  }

  document(): PeerDocument {
    const body = this.container(-1);
    const inside = this.plain.elements.filter(({ index }) => this.reachable.has(index));
    const { error, escalation } = this.codes;
    const roots = [
      ...inside.map(({ index }) => `<message id="m${index}" name="m${index}"/>`),
      ...error.map((_, at) => `<error id="c${at}" name="c${at}" errorCode="c${at}"/>`),
      ...escalation.map((_, at) => `<escalation id="x${at}" name="x${at}" escalationCode="x${at}"/>`),
    ].join('');
    return {
      xml: `<definitions ${namespaces} id="d" targetNamespace="x">${roots}<process id="p" isExecutable="true">${body}</process></definitions>`,
      codes: error,
      overAt: new Set(inside.filter(endsCaseFromInside).map(({ index }) => index)),
    };
  }

  private container(parent: number): string {
    const elements = this.plain.elements.filter((element) => element.parent === parent && this.reachable.has(element.index));
    const flows = elements.flatMap(({ outgoing }) => outgoing.flatMap((flow) => this.plain.flows[flow] ?? []));
    return elements.map((element) => this.element(element)).join('') + flows.map((flow) => this.flow(flow)).join('');
  }

  private flow({ index, source, target, condition }: ProgramFlow): string {
    const from = this.plain.elements[source];
    const isAsked =
      condition && from?.defaultFlow !== index && from?.kind !== 'parallelGateway' && from?.kind !== 'eventBasedGateway';
    const inside = isAsked ? expression('conditionExpression', flowCondition(index)) : '';
    return `<sequenceFlow id="${flowIdOf(index)}" sourceRef="${idOf(source)}" targetRef="${idOf(target)}">${inside}</sequenceFlow>`;
  }

  private element(element: ProgramElement): string {
    const { index, kind, plan, defaultFlow } = element;
    const tag = peerTag(element);
    const attributes = [
      `id="${idOf(index)}"`,
      ...(defaultFlow === undefined ? [] : [`default="${flowIdOf(defaultFlow)}"`]),
      ...(kind === 'boundaryEvent'
        ? [`attachedToRef="${idOf(this.hostOf(index))}" cancelActivity="${plan.interrupts !== false}"`]
        : []),
      ...(kind === 'receiveTask' ? [`messageRef="m${index}"`] : []),
    ].join(' ');
    const inside = tag === 'subProcess' ? this.container(index) : isEvent.test(tag) ? this.definition(element) : '';
    return `<${tag} ${attributes}>${repetition(element)}${inside}</${tag}>`;
  }

  private hostOf(boundary: number): number {
    return this.plain.elements.find(({ boundaries }) => boundaries?.includes(boundary))?.index ?? -1;
  }

  /** The event definition. */
  private definition(element: ProgramElement): string {
    const { index, parent, plan } = element;
    const [error] = coded(element, 'errorEventDefinition');
    const [escalation] = coded(element, 'escalationEventDefinition');
    if (error) return this.coded('error', error.code);
    if (escalation) return this.coded('escalation', escalation.code);
    if (has(element, 'terminateEventDefinition') || (isDecided(element) && parent === -1)) return '<terminateEventDefinition/>';
    switch (plan.definitions?.[0]?.kind) {
      case 'timerEventDefinition':
        return `<timerEventDefinition>${expression('timeDuration', 'PT1H')}</timerEventDefinition>`;
      case 'conditionalEventDefinition':
        return `<conditionalEventDefinition>${expression('condition', eventCondition)}</conditionalEventDefinition>`;
      case 'messageEventDefinition':
        return `<messageEventDefinition messageRef="m${index}"/>`;
      default:
        return '';
    }
  }

  private coded(kind: 'error' | 'escalation', code: string | undefined): string {
    if (code === undefined) return `<${kind}EventDefinition/>`;
    const codes = this.codes[kind];
    if (!codes.includes(code)) codes.push(code);
    return `<${kind}EventDefinition ${kind}Ref="${kind === 'error' ? 'c' : 'x'}${codes.indexOf(code)}"/>`;
  }
}

const isEvent = /Event$/;
const isTask = /[tT]ask$/;

/** What waits for people or work is a user task, and so is what nobody leaves; other tasks are passed. */
function peerTag(element: ProgramElement): string {
  const { kind, variant, plan } = element;
  if (endsCaseFromInside(element)) return 'userTask';
  if (!isTask.test(kind) || kind === 'receiveTask') return kind;
  return kind === 'userTask' || kind === 'manualTask' || variant !== undefined || plan.job ? 'userTask' : 'task';
}

const endsCaseFromInside = (element: ProgramElement): boolean => isDecided(element) && element.parent !== -1;

function repetition({ plan: { loop } }: ProgramElement): string {
  if (!loop) return '';
  if (loop.kind === 'loop') return `<standardLoopCharacteristics loopMaximum="${loop.maximum}"/>`;
  const count = expression('loopCardinality', loop.cardinality?.text ?? '');
  return `<multiInstanceLoopCharacteristics isSequential="${loop.isSequential}">${count}</multiInstanceLoopCharacteristics>`;
}
