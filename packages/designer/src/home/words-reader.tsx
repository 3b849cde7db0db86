import { useEffect } from 'react';
import { useVersionWords } from '../cases/index.ts';
import type { OfVersion, Words } from './words.tsx';

/** Reads the versions and tells their words. */
export function WordsReader({ items, onWords }: { items: readonly OfVersion[]; onWords: (words: Words) => void }) {
  const words = useVersionWords(items);
  useEffect(() => onWords(words), [words, onWords]);
  return null;
}
