/** What a scenario did to one case, and what the kernel made of it: enough to play it again on another host. */
import type { Event, Program, State } from '@fortnight/shared/kernel';
import type { Command, HostKnowledge } from '@fortnight/shared/simulation';

export interface ModelFile {
  readonly name: string;
  readonly content: string;
}

/**
 * A command at the clock's moment, with the code that it was refused by, or the clock that moves. `to` is the called case
 * that it was said to: the positions among the cases that were called, from the top down; the case itself when absent.
 */
export type Said =
  | { readonly command: Command; readonly refused?: string; readonly to?: readonly number[] }
  | { readonly moveTo: number };

export interface Run {
  /** The BPMN file first, then the forms that it asks for. */
  readonly files: readonly ModelFile[];
  /** Which of the file's processes is played. */
  readonly processId: string;
  /** The files of the processes that may be called beside itself. */
  readonly others?: readonly ModelFile[];
  readonly knowledge: Pick<HostKnowledge, 'directory' | 'calendars'>;
  /** Epoch ms. */
  readonly startAt: number;
  readonly said: readonly Said[];
}

/** How a case stood after each of what was said, and those that it called: undefined before its start. */
export interface Standing {
  readonly state: State | undefined;
  readonly events: readonly Event[];
  readonly called: readonly Standing[];
}

const files = new WeakMap<Program, readonly ModelFile[]>();

/** Remembers which files a program was compiled from, so that its runs can be deployed elsewhere. */
export function rememberFiles(program: Program, of: readonly ModelFile[]): Program {
  files.set(program, of);
  return program;
}

export function filesOf(program: Program): readonly ModelFile[] {
  const found = files.get(program);
  if (!found)
    throw new Error(`expected a program made by test/support/process.ts; "${program.processId}" was compiled elsewhere`);
  return found;
}
