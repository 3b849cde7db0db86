import type { Form } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import {
  addField,
  duplicateField,
  missingLanguages,
  moveField,
  moveFieldTo,
  nameByLabel,
  nameForm,
  nameOfLabel,
  patchField,
  removeFields,
  renameField,
  showKnown,
  withoutPurpose,
  writeText,
} from './form-edits.ts';

const form: Form = {
  id: 'offer',
  fields: [
    { name: 'amount', label: { en: 'Amount' }, control: 'money', required: true },
    { name: 'reason', label: { en: 'Reason' }, help: { en: 'In one line' } },
  ],
};
const data: DataSpec[] = [
  { name: 'amount', type: 'money', currency: 'CNY', purpose: 'price the contract', personal: false },
  { name: 'money', type: 'money', personal: false },
];
const names = ({ fields }: Form) => fields.map(({ name }) => name);

describe('editing a form', () => {
  it('adds a field after the selected one, under a name that nobody holds, with its declaration', () => {
    const change = addField({ form, data }, 'money', { en: 'Money' }, 'amount');
    expect(names(change.form)).toEqual(['amount', 'money2', 'reason']);
    expect(change.data).toEqual([{ name: 'money2', type: 'money', currency: 'CNY', personal: false }]);
  });

  it('is called as its label says once that is written', () => {
    const { name, ...made } = addField({ form, data }, 'money', { en: 'Money' }, 'amount');
    const labelled = { form: writeText(made.form, name, 'label', 'en', 'Discount rate (%)'), data: [...data, ...made.data] };
    expect(nameByLabel(labelled, name)).toMatchObject({ name: 'discountRate', renamed: { from: 'money2', to: 'discountRate' } });
    expect(nameByLabel({ ...labelled, form: writeText(made.form, name, 'label', 'en', 'Amount') }, name)?.name).toBe('amount2');
  });

  it.each([
    ['VAT number', 'vatNumber'],
    ['合同金额', '合同金额'],
    ['3 quotes', undefined],
    ['If', undefined],
    ['…', undefined],
  ])('names %j for rules', (en, name) => {
    expect(nameOfLabel({ en })).toBe(name);
  });

  it('declares no data for a heading', () => {
    expect(addField({ form, data }, 'section', { en: 'Deal' }).data).toEqual([]);
  });

  it('moves a field and keeps it at the ends', () => {
    expect(names(moveField(form, 'reason', -1))).toEqual(['reason', 'amount']);
    expect(moveField(form, 'reason', 1)).toBe(form);
  });

  it('puts a field where another stands, from either side', () => {
    const long: Form = { id: 'f', fields: ['a', 'b', 'c', 'd'].map((name) => ({ name, label: {} })) };
    expect(names(moveFieldTo(long, 'a', 'c'))).toEqual(['b', 'c', 'a', 'd']);
    expect(names(moveFieldTo(long, 'd', 'b'))).toEqual(['a', 'd', 'b', 'c']);
    expect(moveFieldTo(long, 'a', 'gone')).toBe(long);
  });

  it('removes several fields in one edit', () => {
    expect(names(removeFields(form, ['amount', 'reason']))).toEqual([]);
  });

  it('copies a field with what is declared of it', () => {
    const change = duplicateField({ form, data }, 'amount');
    expect(names(change.form)).toEqual(['amount', 'amount2', 'reason']);
    expect(change.data[0]).toMatchObject({ name: 'amount2', currency: 'CNY', purpose: 'price the contract' });
  });

  it('takes a member away that is undefined in the patch', () => {
    expect(patchField(form, 'amount', { required: undefined }).fields[0]).toEqual({
      name: 'amount',
      label: { en: 'Amount' },
      control: 'money',
    });
  });

  it('renames a variable together with its declaration', () => {
    const change = renameField({ form, data }, 'amount', 'price');
    expect(names(change.form)).toEqual(['price', 'reason']);
    expect(change).toMatchObject({ data: [], renamed: { from: 'amount', to: 'price' } });
    const shown = patchField(form, 'amount', { writable: false });
    expect(renameField({ form: shown, data }, 'amount', 'price')).not.toHaveProperty('renamed');
  });

  it('names the form in one language, and never with nothing', () => {
    const named = nameForm(form, 'zh-Hans', '合同');
    expect(named.name).toMatchObject({ 'zh-Hans': '合同' });
    expect(nameForm(nameForm({ ...form, name: {} }, 'en', 'Contract'), 'en', ' ')).not.toHaveProperty('name');
  });

  it('shows what is known without asking for it', () => {
    expect(showKnown(form, { name: 'riskScore' }, 'en').form.fields.at(-1)).toEqual({
      name: 'riskScore',
      label: { en: 'riskScore' },
      writable: false,
    });
  });

  it('writes one language of a text, and takes it away when it is emptied', () => {
    const written = writeText(form, 'reason', 'help', 'zh-Hans', '一行');
    expect(written.fields[1]?.help).toEqual({ en: 'In one line', 'zh-Hans': '一行' });
    expect(writeText(form, 'reason', 'help', 'en', '').fields[1]).not.toHaveProperty('help');
  });

  it('names the languages that a text lacks', () => {
    expect(missingLanguages({ en: 'Amount', 'zh-Hans': '金额' })).toEqual(['zh-Hant']);
    expect(missingLanguages({})).toEqual([]);
  });

  it('finds the fields that nobody said a purpose of', () => {
    expect(withoutPurpose(form, data)).toEqual(['reason']);
  });
});
