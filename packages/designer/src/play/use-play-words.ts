import type { Json } from '@fortnight/shared/base';
import { toStandIn } from '@fortnight/shared/people';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Namer, optionsIn, useElementNames, useVariableNames, type VersionModel } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { useValueText } from '../forms/index.ts';
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
  const names = useElementNames(model.process);
  const variable = useVariableNames(model);
  const person = usePersonWords();
  const text = useValueText();
  const { t } = useTranslation('play');
  return useMemo(() => {
    const flows = flowsOf(model);
    const element = (id: string): string => {
      const flow = flows.get(id);
      if (!flow) return names.get(id) ?? id;
      const ends = { from: element(flow.sourceId), to: element(flow.targetId) };
      return flow.name ? t('flowNamed', { ...ends, name: flow.name }) : t('flow', ends);
    };
    return {
      person,
      element,
      variable,
      value: (value, name) => {
        const hint = name === undefined ? undefined : model.process?.extension.data.find((data) => data.name === name);
        return text(value as Json, hint, name === undefined ? undefined : optionsIn(model, name));
      },
    };
  }, [model, names, variable, person, text, t]);
}

interface FlowName {
  readonly name?: string | undefined;
  readonly sourceId: string;
  readonly targetId: string;
}

function flowsOf({ process }: VersionModel): ReadonlyMap<string, FlowName> {
  const found = new Map<string, FlowName>();
  const collect = ({ flows = [], nodes = [] }: { flows?: readonly (FlowName & { id: string })[]; nodes?: readonly object[] }) => {
    for (const flow of flows) found.set(flow.id, flow);
    for (const node of nodes) collect(node);
  };
  if (process) collect(process);
  return found;
}
