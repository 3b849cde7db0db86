import { describe, expect, it } from 'vitest';
import { decodeXml, nameFromFile } from './file-text.ts';

describe('the text of a BPMN file', () => {
  it('is UTF-8 where nothing else is said, its mark left out', () => {
    expect(decodeXml(new TextEncoder().encode('\ufeff<definitions name="合同"/>'))).toBe('<definitions name="合同"/>');
  });
  it('is read in the encoding that its declaration names', () => {
    const head = new TextEncoder().encode('<?xml version="1.0" encoding="GBK"?><definitions name="');
    const bytes = new Uint8Array([...head, 0xba, 0xcf, 0xcd, 0xac, 0x22, 0x2f, 0x3e]);
    expect(decodeXml(bytes)).toContain('name="合同"');
  });
  it('is read as UTF-16 where the mark says so', () => {
    const text = '\ufeff<a/>';
    const bytes = new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]));
    expect(decodeXml(bytes)).toBe('<a/>');
  });
  it('is still read where the declaration names what nobody knows', () => {
    expect(decodeXml(new TextEncoder().encode('<?xml version="1.0" encoding="x-unknown"?><a/>'))).toContain('<a/>');
  });
});

describe('a name from a file', () => {
  it('leaves out the ending', () => {
    expect(nameFromFile('order_process.bpmn')).toBe('order process');
    expect(nameFromFile('合同审批.bpmn20.xml')).toBe('合同审批.bpmn20');
  });
});
