/** The versions that new cases of a process take, and how one of them is drawn: by chance alone where a case has no key. */
import { type JsonObject, sha256Hex } from '@fortnight/shared/base';
import { type Expression, evaluate, parseExpression } from '@fortnight/shared/expression';

/** A stretch of the line of draws, which goes from 0 to 1; its end is not in it. */
export type Part = readonly [from: number, to: number];

export interface LiveVersion {
  readonly versionId: string;
  /** What gives it a part of the cases; absent of the control. */
  readonly rolloutId?: string;
  /** Its own of the line. */
  readonly parts: readonly Part[];
  /** FEEL over the variables that a case starts with: where it is true, this version is taken. */
  readonly rule?: string;
  /** Groups whose cases take this version. */
  readonly groups?: readonly string[];
}

/** In the order in which they began; the control is the last, and has what nobody else has of the line. */
export interface LiveVersions {
  /** What the draws are made for; null where one version takes every case. */
  readonly lineId: string | null;
  readonly versions: readonly LiveVersion[];
}

/** What is known of a case that is about to start. */
export interface Beginning {
  readonly businessKey?: string | undefined;
  readonly variables: JsonObject;
  /** Of who starts it. */
  readonly groups: readonly string[];
  /** Epoch ms. */
  readonly at: number;
}

/** Why a case runs on its version; nothing where no other was live, or not all of those that it is compared with could take it. */
export interface Drawn {
  /** The line on which it was drawn: the roll-out that was the first on it. */
  readonly rolloutId: string;
  readonly drawnBy: 'share' | 'rule' | 'group';
  /** Why rules could not be told of it, JSON by the id of the roll-out; the case was drawn as if there were none. */
  readonly ruleFailure?: string;
}

export interface Draw {
  readonly versionId: string;
  readonly drawn?: Drawn;
}

/**
 * Draws the version of a new case, `among` those that can start it.
 *
 * The first whose rule holds or whose group starts it takes it. Of all others the same business key draws the same point of
 * the line each time, and goes with whoever has it: so nobody's cases move while the part of another grows, shrinks or ends.
 * Without a key the point is random. Where its owner cannot start the case, the control does, and nothing is compared.
 */
export function drawVersion(
  { lineId, versions }: LiveVersions,
  beginning: Beginning,
  among?: ReadonlySet<string>,
): Draw | undefined {
  const able = versions.filter(({ versionId }) => among?.has(versionId) ?? true);
  const [only] = able;
  const control = versions.at(-1);
  if (!only || !control) return undefined;
  if (lineId === null || able.length === 1) return { versionId: only.versionId };
  const { claimed, failures } = claimOf(versions, beginning);
  const about = { rolloutId: lineId, ...(failures.length > 0 && { ruleFailure: JSON.stringify(Object.fromEntries(failures)) }) };
  if (claimed && able.includes(claimed.version))
    return { versionId: claimed.version.versionId, drawn: { ...about, drawnBy: claimed.by } };
  const owner = ownerOf(versions, pointOf(lineId, beginning.businessKey)) ?? control;
  const hasControl = able.includes(control);
  if (!able.includes(owner))
    return { versionId: (hasControl ? control : spread(able, pointOf(`${lineId} again`, beginning.businessKey))).versionId };
  return { versionId: owner.versionId, ...(hasControl && !claimed && { drawn: { ...about, drawnBy: 'share' } }) };
}

/** The first that takes a case by its rule or by a group, and the rules that could not be told of it. */
function claimOf(versions: readonly LiveVersion[], beginning: Beginning) {
  const failures: [rolloutId: string, why: string][] = [];
  for (const version of versions) {
    const { holds, failure } = judge(version, beginning);
    if (failure !== undefined) failures.push([version.rolloutId ?? version.versionId, failure]);
    if (holds) return { claimed: { version, by: 'rule' as const }, failures };
    if (version.groups?.some((group) => beginning.groups.includes(group)))
      return { claimed: { version, by: 'group' as const }, failures };
  }
  return { claimed: undefined, failures };
}

const ownerOf = (versions: readonly LiveVersion[], point: number): LiveVersion | undefined =>
  versions.find(({ parts }) => parts.some(([from, to]) => point >= from && point < to));

/** One of those that are left, by how much of the line each has. */
function spread(able: readonly LiveVersion[], point: number): LiveVersion {
  const parts = able.flatMap((version) => version.parts.map(([from, to]) => ({ version, width: to - from })));
  let left = point * parts.reduce((sum, { width }) => sum + width, 0);
  for (const { version, width } of parts) {
    if (left < width) return version;
    left -= width;
  }
  const [first] = able;
  if (!first) throw new Error('nothing is able');
  return first;
}

/** Read once for each set of live versions; undefined: no rule, or none that can be read. */
const rules = new WeakMap<LiveVersion, Expression | undefined>();

function ruleOf(version: LiveVersion): Expression | undefined {
  if (rules.has(version)) return rules.get(version);
  const parsed = version.rule === undefined ? undefined : parseExpression(version.rule);
  const rule = parsed?.ok ? parsed.value : undefined;
  rules.set(version, rule);
  return rule;
}

const failureLength = 300;

/** Whether the rule of a version holds; where it answers neither true nor false, why. */
function judge(version: LiveVersion, { variables, at }: Beginning): { readonly holds: boolean; readonly failure?: string } {
  const rule = ruleOf(version);
  if (!rule) return { holds: false };
  const answer = evaluate(rule, { variables, at });
  if (answer.ok && typeof answer.value === 'boolean') return { holds: answer.value };
  const said = answer.ok
    ? (answer.warnings[0]?.message ?? `It answered ${JSON.stringify(answer.value)}, and neither true nor false.`)
    : answer.error.message;
  return { holds: false, failure: said.slice(0, failureLength) };
}

/** Hexadecimal digits that a double holds exactly. */
const digits = 13;

/** In [0, 1). */
const pointOf = (lineId: string, key: string | undefined): number =>
  key === undefined ? Math.random() : Number.parseInt(sha256Hex(`${lineId}\n${key}`).slice(0, digits), 16) / 16 ** digits;
