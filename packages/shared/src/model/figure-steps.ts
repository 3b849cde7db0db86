import type { Container, FlowNode } from './model.ts';
import { walkNodes } from './walk.ts';

/** The steps of a process, at every depth, that figures of one step may be of: what people do. */
export const stepsWithFigures = (process: Container): readonly FlowNode[] =>
  [...walkNodes(process)].map(({ node }) => node).filter(({ kind, extension }) => kind === 'userTask' || extension.checkpoint);
