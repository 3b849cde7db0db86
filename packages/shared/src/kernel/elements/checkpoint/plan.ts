/** Compiles `fortnight:checkpoint`. */
import type { CheckpointSpec, FlowNode } from '../../../model/index.ts';
import type { Compiling } from '../../parts/compiling.ts';
import { compileWhoList } from '../../parts/who.ts';
import type { CheckpointPlan } from '../../program.ts';

/** What a rejection throws where the file names no error; a boundary that names none catches it. */
const rejected = 'checkpoint-rejected';

export function compileCheckpoint(spec: CheckpointSpec, node: FlowNode, compiling: Compiling): CheckpointPlan {
  const rules = spec.rules.flatMap(({ id, when: condition, message, severity = spec.severity }) => {
    const when = compiling.expression(condition, node.id, 'checkpoint.rules');
    return when ? [{ id, when, severity, ...(message === undefined ? {} : { message }) }] : [];
  });
  const reviewers = compileWhoList(spec.reviewers, node, 'checkpoint.reviewers', compiling);
  const report = (code: string, field: string, what: string): void => {
    const message = `The checkpoint ${node.name ?? node.id} (${node.id}) ${what}.`;
    compiling.problem({ code, severity: 'error', elementId: node.id, field: `checkpoint.${field}`, message });
  };
  if (spec.rules.length === 0) report('checkpoint-without-rules', 'rules', 'checks nothing; add a rule');
  if (spec.rules.some(({ severity = spec.severity }) => severity === 'block') && reviewers.length === 0)
    report('checkpoint-without-reviewers', 'reviewers', 'names nobody who reviews a case that breaks a rule');
  if (spec.result !== undefined) compiling.reserve(spec.result);
  return {
    rules,
    reviewers,
    evidence: spec.evidence.map((piece) => ({ ...piece })),
    error: spec.error ?? rejected,
    ...(spec.regulation === undefined ? {} : { regulation: spec.regulation }),
    ...(spec.result === undefined ? {} : { result: spec.result }),
  };
}
