import { isJsonObject, type Json } from '@fortnight/shared/base';
import { languages } from '@fortnight/shared/i18n';
import type { Part, SettingChange } from '@fortnight/shared/migration';
import type { Model } from '@fortnight/shared/model';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { useValueText, variableWords } from '../forms/index.ts';
import { elementWords, useSay } from '../naming/index.ts';
import { parseDuration, sayWho } from '../properties/index.ts';
import type { Changes } from './use-changes.ts';

export interface ChangeWords {
  readonly part: (part: Part) => string;
  readonly field: (change: SettingChange) => string;
  readonly value: (value: Json | undefined, field: string) => string;
  /** What a change comes to, where its setting and its values alone do not say it. */
  readonly meaning: (change: SettingChange) => string | undefined;
}

/** Words parts, settings and values of a difference in the reader's language. */
export function useChangeWords({ before, after }: Pick<Changes, 'before' | 'after'>): ChangeWords {
  const { t, i18n } = useTranslation('changes');
  const say = useSay();
  const text = useValueText();
  const { data } = useQuery(queries.groups());
  const groups = data?.items;
  return useMemo(() => {
    const names = new Map([before, after].flatMap((model) => namesOf(model, i18n.language, say)));
    const things = [after, before].flatMap(({ processes }) => processes.map((each) => elementWords(each, i18n.language, say)));
    const word = (path: readonly string[]): string | undefined => {
      for (let length = path.length; length > 0; length -= 1) {
        const key = `fields.${path.slice(0, length).join('.')}`;
        const found = [key, `${key}.self`].find(
          (each) => i18n.exists(`changes:${each}`) && isText(t(each, { returnObjects: true })),
        );
        if (found !== undefined) return t(found);
      }
      return undefined;
    };
    const sayText = (value: string, field: string): string => {
      const duration = value.startsWith('P') ? parseDuration(value) : undefined;
      if (duration) return t(`duration.${duration.unit}`, { count: Number(duration.amount) });
      if (value === 'manager-of:starter') return t('starter');
      if (/^(group|role):/.test(value)) return sayWho(value, { groups: groups ?? [], people: [] });
      if (refers.test(field)) return names.get(value) ?? value;
      const choice =
        field === 'kind' ? `design:types.${value.charAt(0).toUpperCase()}${value.slice(1)}` : `${choices[field]}${value}`;
      return i18n.exists(choice) ? t(choice) : value;
    };
    const sayValue = (value: Json | undefined, field: string): string => {
      if (value === undefined) return t('nothing');
      if (typeof value === 'string') return sayText(value, field);
      if (typeof value === 'number' && field.endsWith('.probability')) return text(value, { type: 'percent' });
      const inside = isJsonObject(value) ? Object.values(value) : value;
      return Array.isArray(inside) ? inside.map((each: Json) => sayValue(each, field)).join(t('join')) : text(value);
    };
    // An item that is known by an id alone is told by the words in it.
    const sayItem = (item: string, field: string): string => {
      if (field.includes('labels')) return sayLanguage(item);
      const said = sayText(item, field);
      return said === item && /^[\w-]+$/.test(item) ? variableWords(item) : said;
    };
    return {
      part: (part) => {
        const called = things.map((words) => words.called(part.id)?.thing).find((thing) => thing !== undefined);
        if (called !== undefined) return called;
        const name = part.name ?? (typeof part.settings.text === 'string' ? part.settings.text : undefined);
        const kind = t(`part.${part.kind}`, { defaultValue: t('part.other') });
        return name === undefined || part.kind === 'process' ? kind : t('named', { kind, name });
      },
      field: ({ field, items }) => {
        const path = field.split('.').filter((name) => name !== 'extension');
        const said = word(path) ?? t('fields.other');
        const item = items.map((each) => sayItem(each, field)).join(t('join'));
        return item === '' ? said : t('item', { field: said, item });
      },
      value: sayValue,
      meaning: (change) => {
        const [from] = change.items;
        if (from === undefined || !isOfSeparation(change)) return undefined;
        const who = from === 'starter' ? t('whoStarted') : t('whoDid', { part: names.get(from) ?? from });
        return t(change.after === undefined ? 'mayDecide' : 'mayNotDecide', { who });
      },
    };
  }, [before, after, i18n, t, say, text, groups]);
}

/** A name in another language is known by that language, and by what it names. */
const sayLanguage = (item: string): string => {
  const [tag, ...rest] = item.split(' ');
  return [languages.find(({ id }) => id === tag)?.name ?? tag, ...rest].join(' ');
};

/** Whether it says who may not decide because of what they did before. */
export const isOfSeparation = ({ field }: SettingChange): boolean => field === 'extension.approval.separateFrom';

/** Fields whose values are ids of something that has a name. */
const refers = /(Id|Ids|Ref|\.to|separateFrom|lossReason|defaultFlow|attachedTo|associatedWith|outgoing\.order)$/;

/** Fields whose values are chosen among a few, with where these have their words. */
const choices: Readonly<Record<string, string>> = {
  'extension.approval.mode': 'design:properties.approval.',
  'extension.approval.outcomes.kind': 'design:properties.approval.outcomeKind.',
  'extension.timing.overdue': 'design:properties.timing.action.',
  'extension.checkpoint.severity': 'design:properties.checkpoint.',
  'extension.end.outcome': 'play:ending.',
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** The names of everything that settings refer to by an id. */
function namesOf(model: Model, language: string, say: ReturnType<typeof useSay>): readonly (readonly [string, string])[] {
  const { processes, messages, signals, errors, escalations } = model;
  const roots = [...messages.values(), ...signals.values(), ...errors.values(), ...escalations.values()];
  return [
    ...processes.flatMap((process) => [
      [process.id, process.name ?? process.id] as const,
      ...elementWords(process, language, say).names,
    ]),
    ...roots.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])),
  ];
}
