import { expect, it } from 'vitest';
import { labelOf, plain } from './release-label.ts';

it('tells a release without what a console would act on', () => {
  expect(labelOf({ processId: 'deal', version: 7, versionTag: 't\u001b[31m' })).toBe('deal, version 7 (t\uFFFD[31m)');
  expect(plain('Two signatures,\n\tand \u001b]0;x\u0007no more 合同 👩‍💻')).toBe(
    'Two signatures,\n\tand \uFFFD]0;x\uFFFDno more 合同 👩‍💻',
  );
});
