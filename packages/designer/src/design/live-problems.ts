/** Everything that is wrong with what is drawn now, as the server would say it at publishing. */
import type { Form } from '@fortnight/shared/contract';
import { compile } from '@fortnight/shared/kernel';
import { toModel } from '@fortnight/shared/model';
import { type Finding, saidOnce, validate } from '@fortnight/shared/validation';

const weights = { error: 0, warning: 1, info: 2 } as const;

/** What a drawing is held against. */
export interface Known {
  readonly forms: readonly Form[];
  /** The processes that may be called; without them nothing is said about that. */
  readonly processIds?: ReadonlySet<string> | undefined;
}

/** Errors first; what validation and the compiler both say is said once. */
export function findProblems(definitions: unknown, { forms, processIds }: Known): readonly Finding[] {
  const model = toModel(definitions);
  const findings = validate(model, {
    forms: Object.fromEntries(forms.map((form) => [form.id, form])),
    ...(processIds && { processIds }),
  });
  const compiled = model.processes
    .filter(({ isExecutable }) => isExecutable)
    .map(({ id }) => compile(model, { processId: id }))
    .flatMap((result) => (result.ok ? [] : result.problems));
  return [...saidOnce<Finding, Finding>(findings, compiled)].toSorted((a, b) => weights[a.severity] - weights[b.severity]);
}
