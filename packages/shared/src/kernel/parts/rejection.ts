/** Why an input is not taken. */
import type { JsonObject } from '../../base/index.ts';
import type { Rejection } from '../input.ts';
import type { Program } from '../program.ts';

export const refusal = (code: string, message: string, elementId?: string): Rejection =>
  elementId === undefined ? { code, message } : { code, message, elementId };

/** No variable in any language of this house: JavaScript takes it for something else. */
export const noName = '__proto__';

/** Refuses a write of what the engine alone writes. */
export function reserved(program: Program, variables: JsonObject | undefined): Rejection | undefined {
  if (!variables) return undefined;
  const name = [...program.reserved, noName].find((candidate) => Object.hasOwn(variables, candidate));
  return name === undefined ? undefined : refusal('reserved-variable', `The engine alone writes "${name}"; leave it out.`);
}
