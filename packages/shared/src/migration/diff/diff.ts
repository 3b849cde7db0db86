import { drawnAt, type Model } from '../../model/index.ts';
import { type DocumentForm, type Part, partsOf } from './parts.ts';
import { compareSettings, type SettingChange } from './settings.ts';

/** What a model says otherwise than another did. */
export interface ModelDiff {
  readonly added: readonly Part[];
  readonly removed: readonly Part[];
  readonly changed: readonly PartChange[];
  /** Ids of what is drawn otherwise, in place, size or colour; no change of what runs. */
  readonly redrawn: readonly string[];
}

export interface PartChange {
  readonly before: Part;
  readonly after: Part;
  /** A new name is a change of the field `name`, another kind of `kind`, another holder of `parentId`. */
  readonly settings: readonly SettingChange[];
}

/**
 * Says what differs between two models of a process, and between the forms that come with them.
 *
 * Pure; in the order of the later document, what was removed in that of the earlier one.
 * Cost: grows with the size of both.
 */
export function diffModels(
  before: Model,
  after: Model,
  forms: { readonly before: readonly DocumentForm[]; readonly after: readonly DocumentForm[] } = { before: [], after: [] },
): ModelDiff {
  const [then, now] = [partsOf(before, forms.before), partsOf(after, forms.after)];
  const changed = [...now].flatMap(([key, part]) => {
    const old = then.get(key);
    const settings = old ? compareParts(old, part) : [];
    return old && settings.length > 0 ? [{ before: old, after: part, settings }] : [];
  });
  const [drawnThen, drawnNow] = [drawnAt(before), drawnAt(after)];
  return {
    added: [...now].flatMap(([key, part]) => (then.has(key) ? [] : [part])),
    removed: [...then].flatMap(([key, part]) => (now.has(key) ? [] : [part])),
    changed,
    redrawn: [...drawnNow].flatMap(([id, look]) => (drawnThen.has(id) && drawnThen.get(id) !== look ? [id] : [])),
  };
}

/** Whether what runs, and what is said about it, is the same. */
export const isSame = ({ added, removed, changed }: ModelDiff): boolean => added.length + removed.length + changed.length === 0;

const whole = ({ kind, name, parentId, settings }: Part) => ({
  kind,
  ...(name !== undefined && { name }),
  ...(parentId !== undefined && { parentId }),
  ...settings,
});

/** Which flows leave a node the flows themselves say: of these, only the order counts. */
function compareParts(before: Part, after: Part): readonly SettingChange[] {
  return compareSettings(whole(before), whole(after)).filter(
    ({ field, before: then, after: now }) => field !== 'outgoing' || (then !== undefined && now !== undefined),
  );
}
