/** What a scenario did to one case, and what the kernel made of it: enough to play it again on another host. */
import type { Event, Program, State } from '@fortnight/shared/kernel';
import type { Command, HostKnowledge } from '@fortnight/shared/simulation';

export interface ModelFile {
  readonly name: string;
  readonly content: string;
}

/** A command at the clock's moment, with the code that it was refused by; or the clock that moves. */
export type Said = { readonly command: Command; readonly refused?: string } | { readonly moveTo: number };

export interface Run {
  /** The BPMN file first, then the forms that it asks for. */
  readonly files: readonly ModelFile[];
  /** Which of the file's processes is played. */
  readonly processId: string;
  readonly knowledge: Pick<HostKnowledge, 'directory' | 'calendars'>;
  /** Epoch ms. */
  readonly startAt: number;
  readonly said: readonly Said[];
}

/** How the case stood after each of what was said: undefined before its start. */
export type Standing = { readonly state: State | undefined; readonly events: readonly Event[] };

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
