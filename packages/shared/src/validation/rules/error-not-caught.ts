import type { FlowNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** An error that a rejection throws is caught at a border around it; else the whole case fails. */
export const errorNotCaught: Rule = (view) =>
  view.placed.flatMap(({ node, ancestors }) =>
    (['approval', 'checkpoint'] as const).flatMap((kind) => {
      const code = node.extension[kind]?.error;
      if (code === undefined || [node, ...ancestors].some((scope) => catches(scope, code, view))) return [];
      return [
        warning(node.id, 'error-not-caught', {
          field: `${kind}.error`,
          message: `When ${called(node)} is rejected it throws "${code}", which nothing catches: the case fails.`,
          hint: 'Put an error event on its border, or on a sub-process around it, and lead on from there.',
          params: { code },
        }),
      ];
    }),
  );

/** At its border, or by an event sub-process in it; an event that names no error catches any. */
function catches(scope: FlowNode, code: string, view: ProcessView): boolean {
  const starts = (scope.nodes ?? []).filter(({ triggeredByEvent }) => triggeredByEvent).flatMap(({ nodes }) => nodes ?? []);
  return [...view.boundariesOf(scope.id), ...starts].some(({ eventDefinitions }) =>
    eventDefinitions.some(({ kind, errorRef }) => {
      if (kind !== 'errorEventDefinition') return false;
      const wanted = errorRef === undefined ? undefined : view.model.errors.get(errorRef)?.errorCode;
      return wanted === undefined || wanted === code;
    }),
  );
}
