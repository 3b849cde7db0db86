import type { WireProblem } from '@fortnight/shared/contract';

/** What became of one file. */
export type ImportReport =
  | { readonly file: string; readonly state: 'reading' }
  | {
      readonly file: string;
      readonly state: 'imported';
      readonly processId: string;
      readonly name: string;
      readonly errorCount: number;
      readonly warningCount: number;
      /** What it was a release of, and what came with it. */
      readonly release?: ImportedRelease;
    }
  /** A form: to how many of the processes it went. */
  | { readonly file: string; readonly state: 'form'; readonly count: number }
  | {
      readonly file: string;
      readonly state: 'refused';
      readonly error: unknown;
      readonly problems: readonly string[];
      readonly reason?: 'no-form';
      /** What is wrong with a bundle. */
      readonly bundle?: WireProblem;
    };

export interface ImportedRelease {
  readonly processId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly formCount: number;
  readonly testCount: number;
  /** Another process has its id here. */
  readonly isIdTaken: boolean;
}
