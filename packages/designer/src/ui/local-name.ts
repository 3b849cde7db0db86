import type { Language } from '@fortnight/shared/i18n';
import { useCallback } from 'react';
import { useAppearance } from './appearance.ts';

interface Named {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The name in a language; where it lacks one, the name as the file has it. */
export const localName = ({ name, labels }: Named, language: Language): string => labels[language] || name;

/** Names things in the reader's language. */
export function useLocalName(): (named: Named) => string {
  const language = useAppearance((state) => state.language);
  return useCallback((named) => localName(named, language), [language]);
}
