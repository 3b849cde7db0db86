import { parseTimer } from '../../calendar/index.ts';
import { error } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import { called, type Rule } from '../process-view.ts';

const checks = {
  date: { isValid: (text: string) => parseTimer('date', text).ok, example: '2027-03-01T09:00:00Z' },
  duration: { isValid: isIsoDuration, example: 'P2D' },
  cycle: { isValid: (text: string) => parseTimer('cycle', text).ok, example: 'R3/PT1H' },
} as const;

/** A timer says when, as ISO 8601 or as FEEL behind `=`. Source: BPMN 2.0.2 §10.5.5.10. */
export const timers: Rule = ({ nodes }) =>
  nodes.flatMap((node) =>
    node.eventDefinitions
      .filter(({ kind }) => kind === 'timerEventDefinition')
      .flatMap(({ timer }) => {
        if (!timer)
          return [
            error(node.id, 'timer-missing', {
              field: 'timer',
              message: `The timer ${called(node)} does not say when it fires.`,
              hint: 'Give a date, a duration such as P2D, or a cycle such as R3/PT1H.',
            }),
          ];
        const { isValid, example } = checks[timer.type];
        if (timer.expression.startsWith('=') || /[$#]\{/.test(timer.expression) || isValid(timer.expression)) return [];
        return [
          error(node.id, 'bad-timer', {
            field: 'timer',
            message: `The ${timer.type} of ${called(node)} should be ISO 8601; found "${timer.expression}".`,
            hint: `Write it like ${example}, or put = in front of an expression.`,
            params: { found: timer.expression, example },
          }),
        ];
      }),
  );
