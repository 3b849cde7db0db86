import type { Json } from '@fortnight/shared/base';
import { toStandIn } from '@fortnight/shared/people';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hintOf, type Namer, optionsIn, useVariableNames, type VersionModel } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { useValueText } from '../forms/index.ts';
import { partKey, useElementWords } from '../naming/index.ts';
import { useDirectory } from '../session/index.ts';

/** Names whoever stands in for somebody, by the words of the model: “a member of Legal”. */
export function usePersonWords(): (id: string) => string {
  const { t } = useTranslation('play');
  const { people } = useDirectory();
  const { data } = useQuery(queries.groups());
  const groups = data?.items;
  return useCallback(
    (id) => {
      const nameOf = (text: string): string => {
        const person = toStandIn(text);
        if (person.kind === 'member') {
          const group = groups?.find((each) => each.id === person.group)?.name ?? person.group;
          return t(person.number > 1 ? 'who.another' : 'who.member', { group });
        }
        if (person.kind === 'manager' && person.of === 'starter') return t('who.startersManager');
        if (person.kind === 'manager') return t('who.manager', { of: nameOf(person.of) });
        if (person.kind === 'role') return t('who.role', { role: person.role });
        if (person.id === 'starter' || person.id === 'somebody' || person.id === 'operator') return t(`who.${person.id}`);
        const known = people.find((each) => each.id === person.id || each.email === person.id.toLowerCase());
        return known?.name ?? person.id;
      };
      return nameOf(id);
    },
    [t, people, groups],
  );
}

/** The names that a play speaks of. */
export function usePlayWords(model: VersionModel): Namer {
  const { names } = useElementWords(model.process);
  const variable = useVariableNames(model);
  const person = usePersonWords();
  const text = useValueText(person);
  return useMemo(
    () => ({
      person,
      element: (id) => names.get(id) ?? id,
      part: (id, part, otherwise) => names.get(partKey(id, part)) ?? otherwise,
      variable,
      value: (value, name) => {
        const hint = name === undefined ? undefined : hintOf(model, name);
        return text(value as Json, hint, name === undefined ? undefined : optionsIn(model, name));
      },
    }),
    [model, names, variable, person, text],
  );
}
