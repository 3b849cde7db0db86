/** A drawn timer: when it is due, and what its cycle does (BPMN 2.0.2, 10.5.5). */

import { firstAfter, nextFiring, parseTimer } from '../../calendar/index.ts';
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import type { Retry } from '../event.ts';
import { askDue, scheduleTimer } from '../parts/ask.ts';
import type { Compiling } from '../parts/compiling.ts';
import { isComputed } from '../parts/computed.ts';
import type { Run } from '../parts/run.ts';
import type { Waiting } from '../parts/waiting.ts';
import { placeOf } from '../parts/waiting.ts';
import type { TimerPlan } from '../program.ts';
import { having } from '../queries/lookup.ts';
import type { OpenTimer, Token } from '../state.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

/** How many timers that are due at once may lead to one another before it counts as a loop. */
const hopBound = 100;

function compileTimer(node: FlowNode, definition: EventDefinitionNode, compiling: Compiling): TimerPlan | undefined {
  const refuse = (code: string, message: string): undefined => {
    compiling.problem({ code, severity: 'error', elementId: node.id, field: 'timer', message });
  };
  const written = definition.timer;
  const name = `${node.name ?? node.kind} (${node.id})`;
  if (!written) return refuse('timer-missing', `The timer ${name} says no time; expected a date, a duration or a cycle.`);
  const { type: kind, expression } = written;
  const calendar = node.extension.timer?.calendar;
  const more = calendar === undefined ? {} : { calendar };
  if (isComputed(expression)) {
    const text = compiling.expression(expression, node.id, 'timer');
    return text && { kind, text, ...more };
  }
  const text = expression.trim();
  const parsed = parseTimer(kind, text);
  if (!parsed.ok && !isOver(kind, text)) return refuse('bad-timer', `The timer ${name}: ${parsed.error.message}`);
  return { kind, text, ...more };
}

/** A duration of zero or less: it is due at once. */
const isOver = (kind: TimerPlan['kind'], text: string): boolean =>
  kind === 'duration' &&
  (/^-?P(?:0+[YMWD])*(?:T(?:0+(?:\.0+)?[HMS])+)?(?<=\d[A-Z])$/.test(text) ||
    (text.startsWith('-P') && parseTimer('duration', text.slice(1)).ok));

/** Schedules the timer, or asks its working calendar first; false leaves an incident. */
function armTimer(run: Run, waiting: Waiting, timer: TimerPlan, retry: Retry): boolean {
  const { holder, element, definition } = waiting;
  const text = readText(run, waiting, timer.text, retry);
  if (text === undefined) return false;
  if (isOver(timer.kind, text)) return schedule(run, waiting, run.at, retry);
  const parsed = parseTimer(timer.kind, text);
  if (!parsed.ok) {
    const message = `The timer ${element.name ?? element.id}: ${parsed.error.message}`;
    run.raise(holder, parsed.error.code, message, retry, { at: element.index });
    return false;
  }
  if (timer.calendar !== undefined && parsed.value.kind !== 'date') {
    const { duration } = parsed.value;
    const about = parsed.value.kind === 'cycle' ? `${definition}:cycle:0:${text}` : `${definition}:timer`;
    askDue(run, { token: holder, element, about }, [{ from: run.from, duration, calendar: timer.calendar }]);
    return true;
  }
  const dueAt = nextFiring(parsed.value, { armedAt: run.from, fired: 0, timeZone: run.program.timeZone ?? 'UTC' });
  if (dueAt === null) {
    if (retry !== 'work') return true;
    const why = parsed.value.kind === 'cycle' && parsed.value.repetitions === 0 ? 'has no repetition' : 'ends after all dates';
    const message = `The timer ${element.name ?? element.id} never fires: "${text}" ${why}.`;
    run.raise(holder, 'timer-never-fires', message, retry, { at: element.index });
    return false;
  }
  const cycle = parsed.value.kind === 'cycle' ? { text, armedAt: run.from, fired: 0 } : undefined;
  return schedule(run, waiting, dueAt, retry, cycle);
}

function readText(run: Run, { holder, element }: Waiting, text: TimerPlan['text'], retry: Retry): string | undefined {
  if (typeof text === 'string') return text;
  const answer = run.evaluate(text, run.scopeIdOf(holder));
  if (answer.ok && typeof answer.value === 'string') return answer.value;
  const why = answer.ok ? `is ${JSON.stringify(answer.value)}; expected a date, a duration or a cycle` : answer.message;
  run.raise(holder, 'expression-failed', `The timer "${text.text}" ${why}.`, retry, { at: element.index });
  return undefined;
}

function schedule(run: Run, waiting: Waiting, dueAt: number, retry: Retry, cycle?: OpenTimer['cycle']): boolean {
  const { holder, element, definition } = waiting;
  if (dueAt <= run.at && run.hops >= hopBound) {
    const message = `More than ${hopBound} timers followed one another without delay.`;
    run.raise(holder, 'loop-bound', message, retry, { at: element.index });
    return false;
  }
  scheduleTimer(run, { token: holder, element, purpose: 'event', dueAt, ...placeOf(definition), ...(cycle ? { cycle } : {}) });
  return true;
}

/** A non-interrupting event's cycle goes on; what fell due while nobody ran has fired once. */
export function scheduleNext(run: Run, timer: OpenTimer, holder: Token): void {
  const element = run.element(timer.element);
  const { definition = 0 } = timer;
  const plan = element.plan.definitions?.[definition];
  if (!timer.cycle || plan?.kind !== 'timerEventDefinition' || element.plan.interrupts !== false) return;
  const { text, armedAt } = timer.cycle;
  const parsed = parseTimer('cycle', text);
  if (!parsed.ok || parsed.value.kind !== 'cycle') return;
  const { calendar } = plan.timer;
  const timeZone = run.program.timeZone ?? 'UTC';
  const dueAfter = (count: number) => nextFiring(parsed.value, { armedAt, fired: count, timeZone });
  // In a calendar each firing counts from the one before, which no count tells.
  const fired = calendar === undefined ? firstAfter(timer.cycle.fired + 1, run.at, dueAfter) : timer.cycle.fired + 1;
  const dueAt = dueAfter(fired);
  if (dueAt === null) return;
  if (calendar === undefined) {
    const cycle = { text, armedAt, fired };
    scheduleTimer(run, { token: holder, element, purpose: 'event', dueAt, ...placeOf(definition), cycle });
    return;
  }
  const asked = { from: timer.dueAt, duration: parsed.value.duration, calendar };
  askDue(run, { token: holder, element, about: `${definition}:cycle:${fired}:${text}` }, [asked]);
}

export const timer: DefinitionHandler<PlanOf<'timerEventDefinition'>> = {
  compile(node, definition, compiling) {
    const compiled = compileTimer(node, definition, compiling);
    return compiled && { kind: 'timerEventDefinition', timer: compiled };
  },
  startedBy({ timer: { kind, text, calendar } }) {
    const parsed = typeof text === 'string' ? parseTimer(kind, text) : undefined;
    if (!parsed?.ok) return { refused: 'a computed timer at a start event, where nothing is known yet' };
    const trigger = { kind: 'timer', timer: parsed.value, ...(calendar === undefined ? {} : { calendar }) } as const;
    if (kind !== 'cycle' || calendar === undefined) return { trigger };
    return { trigger, refused: 'a cycle in a working calendar at a start event' };
  },
  arm: (run, waiting, plan, retry) => armTimer(run, waiting, plan.timer, retry),
  onAnswer(run, waiting, _plan, question, answer) {
    const { holder, element } = waiting;
    // Another event of the same holder could not be armed: all of them are armed again when that is resolved.
    if (having(run.draft.incidents, 'token', holder.id).some((incident) => incident.retry === 'begin')) return;
    const dueAt = answer.kind === 'due' ? answer.dueAts[0] : undefined;
    if (dueAt === undefined || dueAt === null) {
      const note = answer.kind === 'due' && answer.note !== undefined ? `: ${answer.note}` : '.';
      const message = `No calendar says when ${element.name ?? element.id} is due${note}`;
      run.raise(holder, 'due-unknown', message, 'arm', { at: element.index });
      return;
    }
    const [, fired, text] = /^\d+:cycle:(\d+):(.*)$/s.exec(question.about) ?? [];
    const cycle = text === undefined ? undefined : { text, armedAt: run.at, fired: Number(fired) };
    schedule(run, waiting, dueAt, 'arm', cycle);
  },
};
