import type { FlowNode } from '../../model/index.ts';
import { error } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** `starter` and the results of approvals and checkpoints are written by the engine alone. */
export const reservedVariables: Rule = ({ nodes }) => {
  const results = nodes.flatMap(({ extension: { approval, checkpoint } }) => [approval?.result, checkpoint?.result]);
  const reserved = new Set(['starter', ...results.filter((name) => name !== undefined)]);
  return nodes.flatMap((node) =>
    targetsOf(node)
      .filter(({ name }) => reserved.has(name))
      .map(({ name, field }) =>
        error(node.id, 'reserved-variable', {
          field,
          message: `${called(node)} writes "${name}", which only the engine writes.`,
          hint: 'Write to a variable of another name.',
          params: { name },
        }),
      ),
  );
};

function targetsOf({ extension, script }: FlowNode): readonly { readonly name: string; readonly field: string }[] {
  const target = (name: string | undefined, field: string) => (name === undefined ? [] : [{ name, field }]);
  return [
    ...extension.inputs.flatMap(({ name }) => target(name, 'inputs')),
    ...extension.outputs.flatMap(({ name }) => target(name, 'outputs')),
    ...target(script?.resultVariable, 'resultVariable'),
    ...target(extension.decision?.result, 'decision.result'),
    ...target(extension.loop?.item, 'loop.item'),
    ...target(extension.loop?.outputCollection, 'loop.outputCollection'),
  ];
}
