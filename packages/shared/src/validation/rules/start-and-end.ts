import { asContainer } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/**
 * What ends at an end event starts at a start event; where neither is drawn, whatever no flow leads to begins. A stage has its
 * own start and end. Source: BPMN 2.0.2 §10.5.2 and §10.5.3.
 */
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
    const begins = has('startEvent') || (id === process.id && inner.some(({ instantiate }) => instantiate));
    const startTell = id === process.id && !has('endEvent') ? warning : tell;
    return [...miss('start', !begins, startTell), ...miss('end', !has('endEvent'), id === process.id ? warning : tell)];
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
