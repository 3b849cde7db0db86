import type { ModelDiff, Part, SettingChange } from '@fortnight/shared/migration';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './change-rows.ts';

const part = (kind: string, id: string): Part => ({ kind, id, name: id, settings: {} });
const set = (field: string): SettingChange => ({ field, items: [], before: 1, after: 2 });
const changed = (of: Part, ...fields: string[]) => ({ before: of, after: of, settings: fields.map(set) });
const diff = (values: Partial<ModelDiff>): ModelDiff => ({ added: [], removed: [], changed: [], redrawn: [], ...values });

describe('rows of a difference', () => {
  it('are numbered through, group by group, one for each respect in which a thing is another', () => {
    const rows = rowsOf(
      diff({
        added: [part('userTask', 'call'), part('form', 'sheet'), part('test', 'play')],
        removed: [part('endEvent', 'lost')],
        changed: [
          changed(
            part('userTask', 'sign'),
            'name',
            'extension.timing.limit',
            'extension.approval.approvers',
            'extension.approval.mode',
          ),
          changed(part('process', 'deal'), 'extension.labels'),
        ],
      }),
    );
    expect(rows.map(({ number, group, sign, part: { id } }) => `${number} ${group} ${sign} ${id}`)).toEqual([
      '1 behaviour added call',
      '2 behaviour removed lost',
      '3 behaviour changed sign',
      '4 people changed sign',
      '5 timeLimits changed sign',
      '6 forms added sheet',
      '7 texts changed sign',
      '8 texts changed deal',
      '9 tests added play',
    ]);
  });

  it('say what the diagram does not show', () => {
    const rows = rowsOf(
      diff({
        changed: [changed(part('userTask', 'sign'), 'name', 'extension.timing.limit'), changed(part('process', 'p'), 'name')],
      }),
    );
    expect(rows.map(({ isHidden }) => isHidden)).toEqual([true, false, true]);
  });
});
