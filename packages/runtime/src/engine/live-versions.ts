/** The versions that new cases of a process take, and how one of them is drawn: by chance alone where a case has no key. */
import { type JsonObject, sha256Hex } from '@fortnight/shared/base';
import { type Expression, evaluate, parseExpression } from '@fortnight/shared/expression';

export interface LiveVersion {
  readonly versionId: string;
  /** Of the cases that are drawn: those of a process add up to 1. */
  readonly share: number;
  /** FEEL over the variables that a case starts with: where it is true, this version is taken. */
  readonly rule?: string;
  /** Groups whose cases take this version. */
  readonly groups?: readonly string[];
}

/** Those with a rule or groups are asked in their order before anything is drawn. */
export interface LiveVersions {
  /** What the draws are made for; null where one version takes every case. */
  readonly rolloutId: string | null;
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

/** Why a case runs on its version; nothing where no other was live. */
export interface Drawn {
  readonly rolloutId: string;
  readonly drawnBy: 'share' | 'rule' | 'group';
  /** Why the rule of the roll-out could not be told of it; the case was drawn as if there were none. */
  readonly ruleFailure?: string;
}

export interface Draw {
  readonly versionId: string;
  readonly drawn?: Drawn;
}

/**
 * Draws the version of a new case, `among` those that can start it.
 *
 * The same business key draws the same point each time, and a share that grows keeps the cases that it had: versions come in
 * their order, each behind the shares of those before. Without a key the point is random.
 */
export function drawVersion(
  { rolloutId, versions }: LiveVersions,
  beginning: Beginning,
  among?: ReadonlySet<string>,
): Draw | undefined {
  const able = versions.filter(({ versionId }) => among?.has(versionId) ?? true);
  const [only] = able;
  if (!only) return undefined;
  if (rolloutId === null || able.length === 1) return { versionId: only.versionId };
  const judged = able.map((version) => ({ version, ...judge(version, beginning) }));
  const ruled = judged.find(({ holds }) => holds);
  if (ruled) return { versionId: ruled.version.versionId, drawn: { rolloutId, drawnBy: 'rule' } };
  const ruleFailure = judged.find(({ failure }) => failure !== undefined)?.failure;
  const about = { rolloutId, ...(ruleFailure !== undefined && { ruleFailure }) };
  const grouped = able.find(({ groups = [] }) => groups.some((group) => beginning.groups.includes(group)));
  if (grouped) return { versionId: grouped.versionId, drawn: { ...about, drawnBy: 'group' } };
  const total = able.reduce((sum, { share }) => sum + share, 0);
  const point = pointOf(rolloutId, beginning.businessKey) * total;
  const found = at(able, point) ?? able.findLast(({ share }) => share > 0) ?? only;
  return { versionId: found.versionId, drawn: { ...about, drawnBy: 'share' } };
}

/** The version at a point of the line on which their shares lie one behind the other. */
function at(versions: readonly LiveVersion[], point: number): LiveVersion | undefined {
  let reached = 0;
  for (const version of versions) {
    reached += version.share;
    if (point < reached) return version;
  }
  return undefined;
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
const pointOf = (rolloutId: string, key: string | undefined): number =>
  key === undefined ? Math.random() : Number.parseInt(sha256Hex(`${rolloutId}\n${key}`).slice(0, digits), 16) / 16 ** digits;
