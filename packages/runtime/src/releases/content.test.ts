import type { DraftContent } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { executableHash, withProcessName } from './content.ts';

const content = (bpmn: string): DraftContent => ({ bpmn, forms: [], decisions: [], tests: [], settings: {} });
const document = (inside: string) => `<definitions>${inside}</definitions>`;

describe('the text of a document', () => {
  it('gets another name for its process, whose other values may hold a >', () => {
    const before = document('<process id="p" documentation="a > b" name="Old"><x name="Old"/></process>');
    expect(withProcessName(before, 'p', 'New & "better"')).toBe(
      document('<process id="p" documentation="a > b" name="New &amp; &quot;better&quot;"><x name="Old"/></process>'),
    );
    expect(withProcessName(document('<process id="p"/>'), 'p', 'New')).toBe(document('<process id="p" name="New"/>'));
  });

  it('is the same where the diagram alone differs, under whatever prefix', () => {
    const hash = (diagram: string) => executableHash(content(document(`<process id="p"/>${diagram}`)));
    const one = hash('<di:BPMNDiagram id="one"><x/></di:BPMNDiagram>');
    expect(hash('<di:BPMNDiagram id="two"><y/></di:BPMNDiagram><di:BPMNDiagram id="three"></di:BPMNDiagram >')).toBe(one);
    expect(hash('<other/>')).not.toBe(one);
  });

  it('is gone through once, however many tags begin in it and do not end', () => {
    const begun = document(`<!-- ${'<process <BPMNDiagram '.repeat(200_000)} --><process id="p" name="Old"/>`);
    expect(withProcessName(begun, 'p', 'New').endsWith('<process id="p" name="New"/></definitions>')).toBe(true);
    expect(executableHash(content(begun))).not.toBe(executableHash(content(document('<process id="p" name="Old"/>'))));
    const spaced = document(`<process id="p"${' '.repeat(300_000)}x="y"/>`);
    expect(withProcessName(spaced, 'p', 'New').endsWith('x="y" name="New"/></definitions>')).toBe(true);
  });
});
