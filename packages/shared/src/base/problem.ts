/** What is wrong with a document, told to its author; a value, never thrown. */
export interface Problem {
  /** Stable kebab-case name, such as `no-outgoing-flow`; the catalogues word it by this code. */
  readonly code: string;
  /** `error` blocks publishing; `warning` and `info` do not. */
  readonly severity: 'error' | 'warning' | 'info';
  /** The id of the BPMN element it is about; absent when it is about the whole document. */
  readonly elementId?: string;
  /** The attribute, expression or named child it is about, such as `condition` or `approval.quorum`. */
  readonly field?: string;
  /** One English sentence: what was expected, what was found. */
  readonly message: string;
  /** One English sentence: what to do next. */
  readonly hint?: string;
  /** What the catalogues need to word it in another language. */
  readonly params?: Readonly<Record<string, string | number>>;
}
