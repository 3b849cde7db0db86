/** Compiles what a node says of its data: arrows that copy, what they ask for, and the variables that live with the node (BPMN 2.0.2, 10.4). */
import type { ComputedNode, DataAssociationNode, DataElement, FlowNode, NodeData } from '../../model/index.ts';
import type { ElementHandler } from '../elements/handler.ts';
import type { Compiling } from '../parts/compiling.ts';
import type { AssociationPlan, DataPlan, DataSetPlan } from '../plans/data.ts';

export function compileData(node: FlowNode, handler: ElementHandler | undefined, compiling: Compiling): DataPlan | undefined {
  const loopIds = [node.loop?.data?.inputId, node.loop?.data?.outputId];
  const { properties, inputs, outputs, ...data } = node.data ?? noData;
  const ofRun = ({ id }: { readonly id: string }): boolean => !loopIds.includes(id);
  const variables = (list: readonly { readonly id: string }[]): string[] =>
    list.filter(ofRun).flatMap(({ id }) => compiling.data(id)?.variable ?? []);
  const result = node.loop?.data?.result;
  const plan: DataPlan = {
    locals: [
      ...variables(node.dataObjects ?? []),
      ...variables(properties),
      ...(handler?.event ? [] : variables(outputs)),
      ...(result ? variables([result]) : []),
    ],
    inputs: variables(inputs),
    outputs: variables(outputs),
    inputSets: compileSets(data.inputSets, compiling, loopIds),
    outputSets: compileSets(data.outputSets, compiling, loopIds),
    entering: compileAssociations(node, data.inputAssociations, 'inputs', compiling, loopIds),
    leaving: compileAssociations(node, data.outputAssociations, 'outputs', compiling, loopIds),
  };
  for (const [way, list] of [
    ['inputs', [...plan.inputs, ...plan.entering]],
    ['outputs', plan.leaving],
  ] as const)
    if (list.length > 0 && handler && !handler.extensions.includes(way)) compiling.refuse(node, `data ${way}`);
  const { locals, inputs: asked, entering, leaving } = plan;
  return locals.length + asked.length + entering.length + leaving.length > 0 ? plan : undefined;
}

const noData: NodeData = {
  properties: [],
  inputs: [],
  outputs: [],
  inputSets: [],
  outputSets: [],
  inputAssociations: [],
  outputAssociations: [],
};

type LoopIds = readonly (string | undefined)[];

const compileSets = (sets: NodeData['inputSets'], compiling: Compiling, loopIds: LoopIds): readonly DataSetPlan[] =>
  sets.map(({ ids, optionalIds }) => {
    const names = (of: readonly string[]): string[] => of.flatMap((id) => compiling.data(id)?.variable ?? []);
    const own = ids.filter((id) => !loopIds.includes(id));
    return { names: names(own), required: names(own.filter((id) => !optionalIds.includes(id))) };
  });

function compileAssociations(
  node: FlowNode,
  associations: readonly DataAssociationNode[],
  way: 'inputs' | 'outputs',
  compiling: Compiling,
  loopIds: LoopIds,
): readonly AssociationPlan[] {
  return associations
    .filter(
      ({ isDrawing, sourceIds, targetId }) => !isDrawing && ![targetId, ...sourceIds].some((id) => id && loopIds.includes(id)),
    )
    .flatMap((association) => compileAssociation(node, association, way, compiling) ?? []);
}

function compileAssociation(
  node: FlowNode,
  association: DataAssociationNode,
  way: 'inputs' | 'outputs',
  compiling: Compiling,
): AssociationPlan | undefined {
  const { id, sourceIds, targetId, transformation, assignments } = association;
  const name = `${node.name ?? node.kind} (${node.id})`;
  const problem = (code: string, message: string): undefined => {
    compiling.problem({ code, severity: 'error', elementId: node.id, field: `data.${id}`, message });
  };
  if (targetId === undefined)
    return problem('association-without-target', `The data association ${id} of ${name} leads to nothing.`);
  if (sourceIds.length > 1 && !transformation && assignments.length === 0)
    return problem(
      'association-several-sources',
      `The data association ${id} of ${name} has ${sourceIds.length} sources; without a transformation or assignments it copies one.`,
    );
  const [target, ...sources] = [targetId, ...sourceIds].map((dataId) => compiling.place(dataId, node));
  const unknown = [targetId, ...sourceIds][[target, ...sources].indexOf(undefined)];
  if (!target || unknown !== undefined)
    return problem('data-unknown', `The data association ${id} of ${name} names ${unknown}, which is no data that it can reach.`);
  const own = compiling.indexOf(node.id);
  if (way === 'inputs' && target.holder !== own)
    return problem(
      'association-target',
      `The data association ${id} of ${name} fills ${targetId}, which is not the element's own.`,
    );
  const computed = transformation && compileComputed(transformation, node, id, compiling);
  return {
    sources: sources.flatMap((source) => source ?? []),
    target,
    ...(computed ? { transformation: computed } : {}),
    assignments: assignments.flatMap(({ from, to }) => {
      const expression = from && compileComputed(from, node, id, compiling);
      const path = pathTo(to, targetId, compiling.data(targetId));
      if (path && expression) return [{ from: expression, path }];
      if (!path || !from)
        problem(
          'assignment-target',
          `An assignment of the data association ${id} of ${name} needs a from, and a to that begins with ${target.variable}; found "${to ?? ''}".`,
        );
      return [];
    }),
  };
}

/** The members behind the target; undefined where the text is no way into it. */
function pathTo(text: string | undefined, targetId: string, target: DataElement | undefined): readonly string[] | undefined {
  const written = text?.trim().replace(/^=\s*/, '');
  if (written === undefined || !target) return undefined;
  for (const start of [target.variable, targetId]) {
    if (written === start) return [];
    if (!written.startsWith(`${start}.`)) continue;
    const path = written.slice(start.length + 1).split('.');
    return path.every((member) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(member)) ? path : undefined;
  }
  return undefined;
}

function compileComputed({ text, language }: ComputedNode, node: FlowNode, id: string, compiling: Compiling) {
  if (language === undefined || /feel/i.test(language)) return compiling.expression(text, node.id, `data.${id}`);
  const message = `The data association ${id} of ${node.id} is written in "${language}"; expected FEEL.`;
  compiling.problem({ code: 'condition-language', severity: 'error', elementId: node.id, field: `data.${id}`, message });
  return undefined;
}
