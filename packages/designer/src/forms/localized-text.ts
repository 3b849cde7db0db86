import type { LocalizedText } from '@fortnight/shared/contract';

/**
 * Picks a text for a reader: the reader's language, else the process's, else any that there is, else what stands for it.
 * Never answers an empty text while there is another.
 */
export function textIn(
  text: LocalizedText | undefined,
  language: string,
  processLanguage: string | undefined,
  otherwise: string,
): string {
  const candidates = [
    text?.[language],
    processLanguage === undefined ? undefined : text?.[processLanguage],
    ...Object.values(text ?? {}),
  ];
  return candidates.find((candidate) => candidate !== undefined && candidate.trim() !== '') ?? otherwise;
}
