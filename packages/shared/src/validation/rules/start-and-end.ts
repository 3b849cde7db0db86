import { error, type Finding, warning } from '../finding.ts';
import { asContainer, called, type Rule } from '../process-view.ts';

/** A process starts at a start event; a stage has its own start and end. Source: BPMN 2.0.2 §10.5.2. */
export const startAndEnd: Rule = ({ process, nodes }) => {
  const check = (id: string, name: string, inner: typeof nodes, isStrict: boolean): Finding[] => {
    const tell = isStrict ? error : warning;
    const has = (kind: string) => inner.some((node) => node.kind === kind);
    const miss = (kind: 'start' | 'end', isMissing: boolean, say: typeof error) =>
      isMissing
        ? [
            say(id, `no-${kind}-event`, {
              message: `${name} has no ${kind} event.`,
              hint: `Draw ${kind === 'end' ? 'an' : 'a'} ${kind} event inside it.`,
              fixes: [{ code: `add-${kind}-event`, params: { containerId: id } }],
            }),
          ]
        : [];
    return [...miss('start', !has('startEvent'), tell), ...miss('end', !has('endEvent'), id === process.id ? warning : tell)];
  };
  return [
    ...check(process.id, `The process ${called(process)}`, process.nodes, true),
    ...nodes.flatMap((node) => {
      const inner = asContainer(node);
      if (!inner || node.kind === 'adHocSubProcess') return [];
      return check(node.id, called(node), inner.nodes, node.extension.stage !== undefined);
    }),
  ];
};
