/**
 * The `fortnight:` extension as plain data, one interface an XML tag (`urn:fortnight:bpmn:1`).
 *
 * Attribute names are the file's; absent means not written. Durations are ISO 8601 text;
 * `condition`, `when`, `policy`, `near`, `value` and the like are FEEL, as written.
 */
export interface ProcessSpec {
  readonly lang?: string;
  readonly uniqueBusinessKey: boolean;
  readonly timeZone?: string;
  readonly caseName?: string;
  readonly calendar?: string;
  readonly startForm?: string;
  /** Business groups whose members may start a case, split at commas. */
  readonly candidateStarters: readonly string[];
}

export interface MetricSpec {
  readonly id: string;
  readonly kind: string;
  /** The step, for a figure of one step. */
  readonly element?: string;
  readonly target?: string;
}

/** The figures that a process may have targets for: what a target is written in, and which are of one step. */
export const metricKinds = {
  cycleTime: { writtenIn: 'duration', isOfStep: false },
  conversion: { writtenIn: 'share', isOfStep: false },
  lost: { writtenIn: 'share', isOfStep: false },
  sentBack: { writtenIn: 'share', isOfStep: false },
  onTime: { writtenIn: 'share', isOfStep: false },
  timeLimits: { writtenIn: 'share', isOfStep: false },
  incidentFree: { writtenIn: 'share', isOfStep: false },
  compliance: { writtenIn: 'share', isOfStep: false },
  automation: { writtenIn: 'share', isOfStep: false },
  stepTime: { writtenIn: 'duration', isOfStep: true },
  stepSentBack: { writtenIn: 'share', isOfStep: true },
  votesPerHour: { writtenIn: 'number', isOfStep: true },
} as const satisfies Readonly<
  Record<string, { readonly writtenIn: 'duration' | 'share' | 'number'; readonly isOfStep: boolean }>
>;
export type MetricKind = keyof typeof metricKinds;
export const isMetricKind = (kind: string): kind is MetricKind => Object.hasOwn(metricKinds, kind);
/** Whether a text is a target that is written as a number. */
export const isTargetNumber = (text: string, writtenIn: 'share' | 'number'): boolean =>
  /^\d{1,12}(\.\d{1,9})?$/.test(text) && (writtenIn === 'number' || Number(text) <= 1);

/** What a variable of a case may be, in the order in which an editor offers it. */
export const dataTypes = [
  'text',
  'number',
  'money',
  // A number that people read as a share: 0.12 is 12 %.
  'percent',
  'date',
  'dateTime',
  'time',
  'duration',
  'boolean',
  'choice',
  'file',
  'person',
  'list',
  'context',
] as const;
export type DataType = (typeof dataTypes)[number];

export interface DataSpec {
  readonly name: string;
  readonly type: DataType | (string & {});
  readonly currency?: string;
  readonly purpose?: string;
  readonly retention?: string;
  readonly personal: boolean;
}

/** The name of an element (`for` absent) or of a named child of it, in another language. */
export interface LabelSpec {
  readonly lang: string;
  readonly for?: string;
  readonly text: string;
}

export interface StageSpec {
  readonly order?: number;
  /** 0 to 1. */
  readonly probability?: number;
  readonly target?: string;
  readonly owner?: string;
  readonly entry: readonly StageRule[];
  readonly exit: readonly StageRule[];
  readonly required: readonly string[];
  readonly lossReasons: readonly { readonly id: string; readonly name?: string }[];
}

export interface StageRule {
  readonly id: string;
  readonly condition: string;
  readonly message?: string;
}

export interface ApprovalSpec {
  readonly mode: 'one' | 'all' | 'quorum';
  /** A number or FEEL. */
  readonly quorum?: string;
  readonly order: 'parallel' | 'sequential';
  readonly result?: string;
  /** `starter` or ids of earlier tasks, split at commas. */
  readonly separateFrom: readonly string[];
  /** Error code thrown on reject. */
  readonly error?: string;
  readonly approvers: readonly ApproverSpec[];
  readonly autoApprove: readonly { readonly when: string; readonly reason?: string }[];
  readonly autoReject: readonly { readonly when: string; readonly reason?: string }[];
  readonly outcomes: readonly OutcomeSpec[];
  readonly nobody?: { readonly do: string; readonly to?: string };
  readonly samePerson?: { readonly do: string };
  readonly copies: readonly string[];
  readonly facts: readonly FactSpec[];
}

export interface ApproverSpec {
  /** `user:`, `group:`, `role:`, `variable:x`, `manager-of:x`, `managers-up-to:n`, `picked`. */
  readonly who: string;
  readonly name?: string;
  readonly level?: number;
  readonly when?: string;
  readonly groups?: string;
}

export interface OutcomeSpec {
  readonly id: string;
  readonly name?: string;
  readonly kind: 'approve' | 'reject' | 'send-back' | (string & {});
  readonly comment?: 'required' | 'optional' | (string & {});
  /** Send-back: the element id it goes back to. */
  readonly to?: string;
}

export interface FactSpec {
  readonly variable: string;
  readonly better?: 'higher' | 'lower' | (string & {});
  readonly policy?: string;
  readonly near?: string;
}

export interface CheckpointSpec {
  readonly regulation?: string;
  readonly severity: 'block' | 'warn';
  readonly reviewers?: string;
  readonly result?: string;
  readonly error?: string;
  readonly job?: JobSpec;
  readonly rules: readonly {
    readonly id: string;
    readonly when: string;
    readonly message?: string;
    readonly severity?: 'block' | 'warn';
  }[];
  readonly evidence: readonly { readonly id: string; readonly name?: string; readonly required: boolean }[];
}

export interface TimingSpec {
  readonly limit?: string;
  readonly calendar?: string;
  readonly remind?: string;
  readonly overdue?: 'notify' | 'escalate' | 'approve' | 'reject' | (string & {});
  readonly to?: string;
  readonly standard?: string;
}

export interface FormRef {
  readonly ref: string;
}

export interface AssignmentSpec {
  /** A user id, an e-mail, or FEEL with a leading `=`. */
  readonly assignee?: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly strategy?: string;
  readonly priority?: string;
}

export interface JobSpec {
  readonly type: string;
  readonly retries?: string;
  readonly backoff?: string;
  readonly timeout?: string;
}

export interface MappingSpec {
  readonly name: string;
  /** FEEL, unless a language is given. */
  readonly value: string;
  /** Where another engine's file computes it by a script. */
  readonly language?: string;
}

export interface SubscriptionSpec {
  readonly correlationKey?: string;
}

export interface TimerSpec {
  readonly calendar?: string;
}

export interface LoopSpec {
  readonly collection?: string;
  readonly item?: string;
  readonly output?: string;
  readonly outputCollection?: string;
}

export interface DecisionSpec {
  readonly ref: string;
  readonly result?: string;
}

export interface CallSpec {
  /** `latest` (when it is not written), `deployment`, or `tag:` with a version's tag behind. */
  readonly binding?: string;
  /** FEEL; the calling case's own key when it is not written. */
  readonly businessKey?: string;
  /** What the called case starts with: `all` that is visible, or what is `mapped` alone (when there are input mappings). */
  readonly passes?: 'all' | 'mapped' | (string & {});
  /** What comes back by itself: `all` that the called case wrote, or what is `mapped` alone (when there are output mappings). */
  readonly returns?: 'all' | 'mapped' | (string & {});
}

export interface EndSpec {
  readonly outcome?: 'won' | 'lost' | 'neutral' | (string & {});
  readonly lossReason?: string;
}

export interface DocumentationSpec {
  readonly owner?: string;
  readonly purpose?: string;
  readonly value?: 'adds' | 'needed' | 'waste' | (string & {});
}
