interface Ends {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
}

/**
 * Gives each flow of a container that has no id one: by what it connects, with a number where several connect the same.
 *
 * BPMN's schema asks for no id, and files that are written by hand have none; a history must name the way all the same.
 */
export function withFlowIds<Flow extends Ends>(flows: readonly Flow[]): readonly Flow[] {
  const taken = new Set(flows.map(({ id }) => id));
  return flows.map((flow) => {
    if (flow.id !== '') return flow;
    const base = `flow-${flow.sourceId}-${flow.targetId}`;
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return { ...flow, id };
  });
}
