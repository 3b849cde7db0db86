import type { Form } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { controlOf } from './field-control.ts';
import { fileIn, fillForm, initialValues } from './form-values.ts';
import { textIn } from './localized-text.ts';
import { variableWords } from './variable-words.ts';

const form: Form = {
  id: 'offer',
  fields: [
    { name: 'deal', label: { en: 'Deal' }, control: 'section' },
    { name: 'customer', label: { en: 'Customer' }, writable: false, required: true },
    { name: 'discount', label: { en: 'Discount' }, control: 'number', required: true },
    { name: 'reason', label: { en: 'Reason' }, required: true, visible: 'discount > 10' },
    { name: 'signer', label: { en: 'Signer' }, required: true, visible: 'reason != null' },
    { name: 'crossBorder', label: { en: 'Crosses the border' }, control: 'check', required: true },
  ],
};
const context = { variables: { customer: 'Suzhou Precision' }, at: Date.UTC(2026, 10, 25) };
const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);

describe('filling a form', () => {
  it('shows a field only while its condition is true', () => {
    expect(names(fillForm(form, { discount: 12 }, context).visible)).toContain('reason');
    expect(names(fillForm(form, { discount: 8 }, context).visible)).not.toContain('reason');
    expect(names(fillForm(form, {}, context).visible)).not.toContain('reason');
  });

  it('asks for no required field that is hidden, and sends nothing of it', () => {
    const filled = fillForm(form, { discount: 8, reason: 'typed before', signer: 'Wang Lei' }, context);
    expect(filled.missing).toEqual([]);
    expect(filled.variables).toEqual({ discount: 8, crossBorder: false });
  });

  it('hides what depends on a hidden field’s answer', () => {
    const filled = fillForm(form, { discount: 8, reason: 'typed before' }, context);
    expect(names(filled.visible)).not.toContain('signer');
  });

  it('names what is missing, and counts an unticked box as an answer', () => {
    expect(fillForm(form, {}, context).missing).toEqual(['discount']);
    expect(fillForm(form, { discount: 12, reason: '  ' }, context).missing).toEqual(['reason']);
  });

  it('never sends a field that may not be written, nor a heading', () => {
    const filled = fillForm(form, { customer: 'Other', deal: 'x', discount: 3 }, context);
    expect(filled.variables).toEqual({ discount: 3, crossBorder: false });
  });

  it('sends null for what the case knew and the person emptied', () => {
    const known = { ...context, variables: { discount: 5 } };
    expect(fillForm(form, { discount: null }, known).variables).toEqual({ discount: null, crossBorder: false });
  });

  it('hides a field whose condition cannot be read', () => {
    const broken: Form = { id: 'f', fields: [{ name: 'a', label: {}, visible: 'discount >' }] };
    expect(fillForm(broken, {}, context).visible).toEqual([]);
  });

  it('begins with what was saved for later, else with what the case knows', () => {
    const values = initialValues(form, { discount: 5, customer: 'Suzhou Precision', amount: 1 }, { discount: 7 });
    expect(values).toEqual({ discount: 7, customer: 'Suzhou Precision' });
  });
});

describe('a field', () => {
  it('takes its control from its data’s type where it names none', () => {
    expect(controlOf({ name: 'a', label: {} }, { name: 'a', type: 'money' })).toBe('money');
    expect(controlOf({ name: 'a', label: {} }, { name: 'a', type: 'percent' })).toBe('number');
    expect(controlOf({ name: 'a', label: {}, options: [{ value: 'x' }] })).toBe('choice');
    expect(controlOf({ name: 'a', label: {}, control: 'longText' }, { name: 'a', type: 'text' })).toBe('longText');
    expect(controlOf({ name: 'a', label: {} })).toBe('text');
  });

  it('is never without a label', () => {
    const label = { en: 'Amount', 'zh-Hans': '金额' };
    expect(textIn(label, 'zh-Hans', 'en', 'amount')).toBe('金额');
    expect(textIn(label, 'zh-Hant', 'en', 'amount')).toBe('Amount');
    expect(textIn({ 'zh-Hant': ' ', 'zh-Hans': '金额' }, 'zh-Hant', 'en', 'amount')).toBe('金额');
    expect(textIn(undefined, 'en', undefined, 'amount')).toBe('amount');
  });

  it('reads a variable’s name as words where nobody labelled it', () => {
    expect(variableWords('paymentTerm')).toBe('Payment term');
    expect(variableWords('risk_score2')).toBe('Risk score2');
    expect(variableWords('客户')).toBe('客户');
  });

  it('reads a file by its id and name', () => {
    expect(fileIn({ fileId: 'f1', name: 'offer.pdf' })).toEqual({ fileId: 'f1', name: 'offer.pdf' });
    expect(fileIn('f1')).toEqual({ fileId: 'f1', name: 'f1' });
    expect(fileIn(null)).toBeUndefined();
  });
});
