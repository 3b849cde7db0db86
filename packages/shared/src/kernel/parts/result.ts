/** The result of a decision: a variable that the engine alone writes. */
import type { JsonObject } from '../../base/index.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** Writes it where it is known; that of a multi-instance run is the run's own. */
export function writeResult(run: Run, token: Token, { id: elementId }: ProgramElement, variables: JsonObject): void {
  const scopeId = run.scopeIdOf(token);
  if (token.loopCounter === undefined) run.setVariables(scopeId, variables, { elementId });
  else run.emit({ type: 'variablesSet', scopeId, variables, elementId });
}
