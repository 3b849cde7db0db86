import { describe, expect, it } from 'vitest';
import { formsNamedIn, readForm } from './import-files.ts';
import { freeName } from './name-here.ts';

describe('a name', () => {
  it('gets the next number where others are called so', () => {
    expect(freeName('Deal', ['Order'])).toBe('Deal');
    expect(freeName('Deal', ['Deal', 'Deal 2', 'Deal 4'])).toBe('Deal 3');
    expect(freeName('x'.repeat(255), ['x'.repeat(255)])).toBe(`${'x'.repeat(253)} 2`);
  });
});

describe('form files beside the BPMN files', () => {
  const form = { id: 'lead', fields: [] };
  it('are told by their id and fields', () => {
    expect(readForm(JSON.stringify(form))).toEqual(form);
    expect(readForm('{"id": "lead"}')).toBeUndefined();
    expect(readForm('null')).toBeUndefined();
    expect(readForm('no json')).toBeUndefined();
  });
  it('go to the processes that name them, by the whole id', () => {
    expect(formsNamedIn('<fortnight:process startForm="lead"/>', [form])).toEqual([form]);
    expect(formsNamedIn('<task id="lead"/>', [form])).toEqual([]);
    expect(formsNamedIn('<fortnight:form ref="lead"/>', [form])).toEqual([form]);
    expect(formsNamedIn('<fortnight:form ref="leads"/>', [form])).toEqual([]);
  });
});
