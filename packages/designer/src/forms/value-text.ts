import type { Json } from '@fortnight/shared/base';
import type { FormField } from '@fortnight/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { useAppearance, useFormat } from '../ui/index.ts';
import { type Decision, decisionIn } from './decision.ts';
import type { DataHint } from './field-control.ts';
import { fileIn } from './form-values.ts';
import { textIn } from './localized-text.ts';
import { variableWords } from './variable-words.ts';

/** Says a value in words: money with its currency, dates by the locale, choices by their label, a decision by its outcome, any other context by its members. */
export type ValueText = (
  value: Json | undefined,
  hint?: Pick<DataHint, 'type' | 'currency'> | undefined,
  options?: FormField['options'],
) => string;

const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isInstant = (value: string) => /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value);
/** A date is a day of the calendar and no moment: at noon UTC it is that day in nearly every zone. */
const atNoon = (date: string) => `${date}T12:00:00Z`;

/** `personName` names people other than the directory does: who stands in for somebody. */
export function useValueText(personName?: (id: string) => string): ValueText {
  const format = useFormat();
  const { t } = useTranslation('forms');
  const directory = useDirectory();
  const nameOf = personName ?? directory.nameOf;
  const language = useAppearance((state) => state.language);
  return useMemo(() => {
    const decided = ({ outcome, by, isAutomatic }: Decision) => {
      const said = t(`decided.${outcome}`, { defaultValue: variableWords(outcome) });
      if (isAutomatic) return t('decided.byRule', { outcome: said });
      const who = [...new Set(by.map(nameOf))].join(t('listSeparator'));
      return who === '' ? said : t('decided.bySomebody', { outcome: said, who });
    };
    const text: ValueText = (value, hint, options) => {
      if (value === undefined || value === null || value === '') return t('none');
      const option = options?.find((candidate) => candidate.value === value);
      if (option) return textIn(option.label, language, undefined, String(option.value));
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
      if (typeof value === 'number' && hint?.type === 'percent') return format.percent(value);
      if (typeof value === 'number') return hint?.type === 'money' ? format.money(value, hint.currency) : format.number(value, 6);
      if (typeof value === 'string') {
        if (hint?.type === 'person') return nameOf(value);
        if (isDate(value)) return format.date(atNoon(value));
        return isInstant(value) ? format.when(value) : value;
      }
      if (Array.isArray(value)) return value.map((item: Json) => text(item, hint)).join(t('listSeparator'));
      const file = fileIn(value);
      if (file) return file.name;
      const decision = decisionIn(value);
      if (decision) return decided(decision);
      const entries = Object.entries(value).filter(([, member]) => member !== null);
      return entries
        .map(([name, member]) => t('member', { name: variableWords(name), value: text(member) }))
        .join(t('memberSeparator'));
    };
    return text;
  }, [format, t, nameOf, language]);
}
