import type { Model } from '../model/index.ts';
import type { Finding } from './finding.ts';
import { type FormOutline, viewOf } from './process-view.ts';
import { rules } from './rules/index.ts';

/** What `validate` may know beside the model. */
export interface ValidateOptions {
  /** The forms at hand, by id; without it nothing is said about forms. */
  readonly forms?: Readonly<Record<string, FormOutline>>;
  /** The processes that are published, which may be called; without it nothing is said about what is called. */
  readonly processIds?: ReadonlySet<string>;
}

/**
 * Finds what is wrong with a model, before it is compiled.
 *
 * Looks at executable processes only: a pool that merely shows a partner is a drawing.
 * FEEL that cannot be read is told by the kernel's compiler; unknown variables are told here.
 */
export function validate(model: Model, options: ValidateOptions = {}): Finding[] {
  const executable = model.processes.filter((process) => process.isExecutable);
  if (executable.length === 0) return [nothingToRun(model)];
  return executable.flatMap((process) => {
    const view = viewOf(model, process, options);
    return rules.flatMap((rule) => rule(view));
  });
}

function nothingToRun({ processes }: Model): Finding {
  const [first] = processes;
  return {
    code: 'nothing-executable',
    severity: 'error',
    ...(first ? { elementId: first.id } : {}),
    message: first ? 'No process of the document is marked as executable.' : 'The document has no process.',
    hint: first ? 'Set isExecutable="true" on the process that is to run.' : 'Draw a process with a start event.',
    ...(first ? { fixes: [{ code: 'make-executable', params: { processId: first.id } }] } : {}),
  };
}
