import type { FlowNode, PlacedNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** What a rejected review throws where its checkpoint names no error. */
const rejected = 'checkpoint-rejected';

/** An error that a rejection throws is caught at a border around it; else the whole case fails. */
export const errorNotCaught: Rule = (view) =>
  view.placed.flatMap((place) => {
    const { approval, checkpoint } = place.node.extension;
    const thrown = { approval: approval?.error, checkpoint: checkpoint?.error ?? (checkpoint?.reviewers ? rejected : undefined) };
    return (['approval', 'checkpoint'] as const).flatMap((kind) => {
      const code = thrown[kind];
      if (code === undefined || isCaught(place, code, view)) return [];
      return [
        warning(place.node.id, 'error-not-caught', {
          field: `${kind}.error`,
          message: `When ${called(place.node)} is rejected, no way leads on, and the case stops as failed.`,
          hint: `Draw where a rejected case goes: from an event on its border, or of a step around it, that catches the error "${code}".`,
          params: { code },
          fixes: [{ code: 'draw-way-to-lost-end', params: { elementId: place.node.id, error: code } }],
        }),
      ];
    });
  });

/** Whether a border around a node catches an error that it throws. */
export const isCaught = ({ node, ancestors }: PlacedNode, code: string, view: ProcessView): boolean =>
  [node, ...ancestors].some((scope) => catches(scope, code, view));

/** At its border, or by an event sub-process in it; an event that names no error catches any. */
function catches(scope: FlowNode, code: string, view: ProcessView): boolean {
  const starts = (scope.nodes ?? []).filter(({ triggeredByEvent }) => triggeredByEvent).flatMap(({ nodes }) => nodes ?? []);
  return [...view.boundariesOf(scope.id), ...starts].some(({ eventDefinitions }) =>
    eventDefinitions.some(({ kind, errorRef }) => {
      if (kind !== 'errorEventDefinition') return false;
      const error = errorRef === undefined ? undefined : view.model.errors.get(errorRef);
      return errorRef === undefined || (error?.errorCode ?? error?.name ?? errorRef) === code;
    }),
  );
}
