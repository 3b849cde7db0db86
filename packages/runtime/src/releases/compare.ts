/** Says what differs between two documents, and what that asks of a review. Runs in the documents' thread. */
import { toCanonicalJson } from '@fortnight/shared/base';
import type { DraftContent } from '@fortnight/shared/contract';
import { diffModels, isSame, type ModelDiff } from '@fortnight/shared/migration';
import { type Model, type PrescanLimits, readXml, walkNodes } from '@fortnight/shared/model';

/** What of a draft or version is compared. */
export type Comparable = Pick<DraftContent, 'bpmn' | 'forms' | 'decisions' | 'tests'>;

export interface Compared {
  readonly diff: ModelDiff;
  /** Nothing that runs, and no test, differs. */
  readonly isSame: boolean;
  /** Ids of compliance checkpoints that came, went, were set otherwise, or that a flow now leads to or from otherwise. */
  readonly touchedCheckpoints: readonly string[];
}

const emptyDocument = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>';
const nothing: Comparable = { bpmn: emptyDocument, forms: [], decisions: [], tests: [] };

/** Pure, and throws on no document that was checked. `before` null: there was nothing. */
export async function compareContents(before: Comparable | null, after: Comparable, limits: PrescanLimits): Promise<Compared> {
  const then = before ?? nothing;
  const [{ model: old }, { model: now }] = await Promise.all([readXml(then.bpmn, limits), readXml(after.bpmn, limits)]);
  const diff = diffModels(old, now, { before: then.forms, after: after.forms });
  const rest = ({ decisions, tests }: Comparable) => toCanonicalJson(JSON.parse(JSON.stringify({ decisions, tests })));
  const checkpoints = new Set([...checkpointsOf(old), ...checkpointsOf(now)]);
  return {
    diff,
    isSame: isSame(diff) && rest(then) === rest(after),
    touchedCheckpoints: [...new Set(touchedIds(diff))].filter((id) => checkpoints.has(id)),
  };
}

const checkpointsOf = ({ processes }: Model): readonly string[] =>
  processes.flatMap((process) => [...walkNodes(process)].flatMap(({ node }) => (node.extension.checkpoint ? [node.id] : [])));

/** What differs, what flows that differ lead from and to, and what events that differ are attached to. */
function touchedIds({ added, removed, changed }: ModelDiff): readonly string[] {
  const parts = [...added, ...removed, ...changed.flatMap(({ before, after }) => [before, after])];
  return parts
    .flatMap(({ id, sourceId, targetId, settings }) => [id, sourceId, targetId, settings.attachedTo])
    .filter((id) => typeof id === 'string');
}
