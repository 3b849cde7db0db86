/** Funnel stage: an embedded sub-process with rules at its borders, whose visits are on record (BPMN 2.0.2, 13.3.4). */
import type { FlowNode, StageRule } from '../../model/index.ts';
import type { StageLeft } from '../event.ts';
import type { Compiling } from '../parts/compiling.ts';
import { enterStage, leaveStage, mayEnter, mayLeave, setTarget } from '../parts/stage.ts';
import type { StagePlan, StageRulePlan } from '../program.ts';
import type { ElementHandler } from './handler.ts';
import { subProcess } from './sub-process.ts';

/** How a visit ended, by what ended the sub-process. */
const endings: { readonly [cause: string]: StageLeft['how'] } = {
  sentBack: 'sentBack',
  withdrawn: 'sentBack',
  returned: 'completed',
  cancelled: 'cancelled',
  error: 'failed',
};

export const stage: ElementHandler = {
  extensions: ['stage', 'inputs', 'outputs'],
  opensScope: true,
  leaves: 'each',
  compile(node, compiling) {
    const { stage: spec } = node.extension;
    if (!spec || node.kind !== 'subProcess') {
      compiling.refuse(node, `a funnel stage on a ${node.kind}; make it a sub-process`);
      return {};
    }
    return { ...subProcess.compile?.(node, compiling), stage: compileStage(node, spec, compiling) };
  },
  beforeEnter: mayEnter,
  work(run, token, element) {
    enterStage(run, token, element);
    subProcess.work(run, token, element);
  },
  onAnswer(run, _question, token, element, answer) {
    if (answer.kind === 'due') setTarget(run, token, element, answer.dueAts[0], answer.note);
  },
  beforeLeave(run, token, element) {
    if (!mayLeave(run, token)) return false;
    leaveStage(run, token, element, 'completed');
    return true;
  },
  onTerminate(run, token, element, cause) {
    leaveStage(run, token, element, endings[cause] ?? 'interrupted');
  },
};

function compileStage(node: FlowNode, spec: NonNullable<FlowNode['extension']['stage']>, compiling: Compiling): StagePlan {
  const rules = (written: readonly StageRule[], field: string): readonly StageRulePlan[] =>
    written.flatMap(({ id, condition: text, message }) => {
      const condition = compiling.expression(text, node.id, `stage.${field}`);
      return condition ? [{ id, condition, ...(message === undefined ? {} : { message }) }] : [];
    });
  const text = spec.target?.trim();
  const target = text?.startsWith('=') ? compiling.expression(text, node.id, 'stage.target') : text;
  const { calendar } = compiling.process.extension.process;
  return {
    entry: rules(spec.entry, 'entry'),
    exit: rules(spec.exit, 'exit'),
    required: [...spec.required],
    lossReasons: spec.lossReasons.map(({ id }) => id),
    ...(spec.order === undefined ? {} : { order: spec.order }),
    ...(target === undefined ? {} : { target }),
    ...(calendar === undefined ? {} : { calendar }),
  };
}
