import type { Model } from '../model/index.ts';
import { computedTexts, wordsIn, writtenVariables } from './computed.ts';
import { type FormOutline, viewOf } from './process-view.ts';

/** What a process does with a variable, besides declaring it. */
export interface VariableUse {
  /** A form asks for it, or a step, a mapping or drawn data writes it. */
  isWritten(name: string): boolean;
  /** An expression, a stage or what an approver sees first reads it. */
  isRead(name: string): boolean;
}

export function variableUse(
  model: Model,
  processId: string,
  forms: Readonly<Record<string, FormOutline>>,
): VariableUse | undefined {
  const process = model.processes.find(({ id }) => id === processId);
  if (!process) return undefined;
  const view = viewOf(model, { ...process, extension: { ...process.extension, data: [] } }, { forms });
  const written = writtenVariables(view);
  const texts = computedTexts(view).map(({ text }) => text);
  const words = new Set(texts.flatMap(wordsIn));
  const named = new Set(
    view.nodes.flatMap(({ extension: { approval, stage } }) => [
      ...(approval?.facts ?? []).map(({ variable }) => variable),
      ...(stage?.required ?? []),
    ]),
  );
  const isSimple = (name: string) => wordsIn(name)[0] === name;
  return {
    isWritten: (name) => written.has(name),
    isRead: (name) => named.has(name) || words.has(name) || (!isSimple(name) && texts.some((text) => text.includes(name))),
  };
}
