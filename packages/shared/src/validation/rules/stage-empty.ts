import { asContainer, type FlowNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** In a stage something is done: it holds more than where it begins, ends and chooses. */
export const stageEmpty: Rule = ({ nodes }) =>
  nodes
    .filter((node) => node.extension.stage && asContainer(node)?.nodes.every(isBorder))
    .map((node) =>
      warning(node.id, 'stage-empty', {
        message: `The stage ${called(node)} is empty: a case passes through it and nothing is done.`,
        hint: 'Put a step between its start and its end, or remove the stage.',
      }),
    );

const isBorder = ({ kind }: FlowNode): boolean => kind === 'startEvent' || kind === 'endEvent' || kind.endsWith('Gateway');
