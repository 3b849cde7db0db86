/** Script task: one FEEL expression, whose value goes to the result variable (BPMN 2.0.2, 10.3.3 and 13.3.3). */
import { answerScope } from '../parts/data.ts';
import { leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const scriptTask: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  mayLoop: true,
  leaves: 'each',
  compile(node, compiling) {
    const { format = 'feel', text = '', resultVariable: result } = node.script ?? {};
    if (!/^(text\/)?(x-)?feel$/i.test(format)) {
      const message = `The script of ${node.id} is written in "${format}"; expected feel.`;
      compiling.problem({ code: 'script-format', severity: 'error', elementId: node.id, field: 'scriptFormat', message });
      return {};
    }
    const expression = compiling.expression(text, node.id, 'script');
    return expression ? { script: result === undefined ? { expression } : { expression, result } } : {};
  },
  work(run, token, element) {
    const { script } = element.plan;
    if (script) {
      const answer = run.evaluate(script.expression, run.scopeIdOf(token));
      if (!answer.ok) return run.raise(token, 'expression-failed', `The script failed: ${answer.message}`, 'work');
      if (script.result !== undefined) {
        const variables = { [script.result]: answer.value };
        const own = answerScope(run, token, element);
        if (own) run.emit({ type: 'variablesSet', scopeId: own.id, variables, elementId: element.id });
        else run.setVariables(run.scopeIdOf(token), variables, { elementId: element.id });
      }
    }
    leave(run, token);
  },
};
