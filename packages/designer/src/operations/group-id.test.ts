import { groupIdSchema } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { groupIdOf } from './group-id.ts';

describe('the id of a new group', () => {
  it.each([
    ['Key accounts', 'key-accounts'],
    ['  Legal (EU) ', 'legal-eu'],
    ['法务', '法务'],
    ['--', ''],
  ])('is made from its name: %s', (name, id) => {
    expect(groupIdOf(name)).toBe(id);
    if (id !== '') expect(groupIdSchema.safeParse(id).success).toBe(true);
  });
});
