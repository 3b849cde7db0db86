import type { FlowNode, SequenceFlowNode } from '../../model/index.ts';
import { error, type Finding, info, warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** What a file of another engine says and nothing here does is told; and what is read otherwise than it is written. */
export const foreign: Rule = ({ nodes, flows }) => [
  ...nodes.flatMap((node) => [...unread(node), ...translated(node)]),
  ...flows.flatMap(translated),
];

function unread(node: FlowNode): Finding[] {
  const { job, decision, checkpoint, approval } = node.extension;
  const isDone = [job, decision, checkpoint, approval].some((work) => work !== undefined);
  return (node.foreign ?? []).flatMap(({ kind, written }) => {
    const params = { found: written };
    if (kind === 'work')
      return isDone
        ? []
        : [
            error(node.id, 'foreign-work', {
              field: 'job',
              message: `${called(node)} is done by another engine (${written}), and by nobody here.`,
              hint: 'Give it a job, and let a worker do it.',
              params,
            }),
          ];
    if (kind === 'listener')
      return [
        warning(node.id, 'foreign-listener', {
          message: `${called(node)} calls ${written} of another engine, which is not called here.`,
          hint: 'Draw what it does as a step of its own, if it matters.',
          params,
        }),
      ];
    return [
      warning(node.id, 'foreign-setting', {
        message: `${called(node)} says ${written} to another engine, which has no effect here.`,
        hint: 'Say it with what there is here, if it matters.',
        params,
      }),
    ];
  });
}

const translated = (element: FlowNode | SequenceFlowNode): Finding[] =>
  (element.translated ?? []).map(({ field, written, feel }) =>
    info(element.id, 'juel-translated', {
      field,
      message: `${called(element)} holds "${written}", which is read as "${feel}".`,
      params: { found: written, feel },
    }),
  );
