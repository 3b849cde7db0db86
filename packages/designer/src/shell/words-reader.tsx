import { useEffect } from 'react';
import { useVersionWords } from '../cases/index.ts';
import type { FoundWords, OfVersion } from './go-to-targets.ts';

/** Reads the versions that what was found runs on, and tells their words. */
export function WordsReader({ items, onWords }: { items: readonly OfVersion[]; onWords: (words: FoundWords) => void }) {
  const words = useVersionWords(items);
  useEffect(() => onWords(words), [words, onWords]);
  return null;
}
