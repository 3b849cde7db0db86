import type { InstanceDetail } from '@fortnight/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useValueText } from '../forms/index.ts';
import { partKey, useElementWords } from '../naming/index.ts';
import { useDirectory } from '../session/index.ts';
import type { Namer } from './sentence.ts';
import { hintOf, optionsIn, useVariableNames, useVersionModel } from './version-model.ts';

/** A case with the model of its own version and the names that its page speaks of. */
export function useCaseWords(instance: InstanceDetail) {
  const { i18n } = useTranslation();
  const { model, error } = useVersionModel(instance.processId, instance.version);
  const { names } = useElementWords(model?.process);
  const variable = useVariableNames(model);
  const { nameOf } = useDirectory();
  const text = useValueText();
  const namer = useMemo((): Namer => {
    const told = new Map(
      [...instance.tokens.map(({ elementId, elementName }) => [elementId, elementName] as const)].filter(
        ([, name]) => name !== '',
      ),
    );
    return {
      person: (id) => nameOf(id),
      element: (id) => names.get(id) ?? told.get(id) ?? id,
      part: (id, part, otherwise) => names.get(partKey(id, part)) ?? otherwise,
      variable,
      value: (value, name) => {
        const hint = name === undefined ? undefined : hintOf(model, name);
        const options = name === undefined ? undefined : optionsIn(model, name);
        return text(value as Parameters<typeof text>[0], hint, options);
      },
    };
  }, [instance, model, names, nameOf, variable, text]);
  const isTranslated = i18n.language !== (instance.processLang ?? 'en');
  return { model, modelError: error, namer, names, isTranslated, optionsOf: (name: string) => optionsIn(model, name) };
}
export type CaseWords = ReturnType<typeof useCaseWords>;
