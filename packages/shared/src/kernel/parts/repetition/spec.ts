/** What a multi-instance activity says of its list in BPMN's own words, as the extension would say it (BPMN 2.0.2, 10.3.8). */
import type { DataAssociationNode, FlowNode, LoopSpec } from '../../../model/index.ts';
import type { Compiling } from '../compiling.ts';

export function loopSpecOf(node: FlowNode, compiling: Compiling): LoopSpec {
  const { loop, data } = node;
  const written = node.extension.loop ?? {};
  const { inputId, item, outputId, result } = loop?.data ?? {};
  const collection = inputId === undefined ? undefined : listOf(inputId, node, data?.inputAssociations ?? [], compiling);
  const outputCollection = outputId === undefined ? undefined : filledBy(outputId, data?.outputAssociations ?? [], compiling);
  const [itemName, output] = [item && compiling.data(item.id)?.variable, result && compiling.data(result.id)?.variable];
  return {
    ...(collection === undefined ? {} : { collection }),
    ...(itemName === undefined ? {} : { item: itemName }),
    ...(output === undefined || outputCollection === undefined ? {} : { output: quoted(output), outputCollection }),
    ...written,
  };
}

/** The list itself, or what fills the input that holds it. */
function listOf(
  inputId: string,
  node: FlowNode,
  associations: readonly DataAssociationNode[],
  compiling: Compiling,
): string | undefined {
  const filling = associations.find(({ targetId }) => targetId === inputId);
  if (filling?.transformation) return filling.transformation.text;
  const source = compiling.place(filling?.sourceIds[0] ?? inputId, node);
  if (source) return quoted(source.variable);
  const message = `${node.name ?? node.kind} (${node.id}) runs over ${inputId}, which is no data that it can reach.`;
  compiling.problem({ code: 'data-unknown', severity: 'error', elementId: node.id, field: 'loop.collection', message });
  return undefined;
}

const filledBy = (outputId: string, associations: readonly DataAssociationNode[], compiling: Compiling): string | undefined =>
  compiling.data(associations.find(({ sourceIds }) => sourceIds.includes(outputId))?.targetId ?? outputId)?.variable;

/** An expression that is this variable, whatever its name. */
const quoted = (variable: string): string => `\`${variable}\``;
