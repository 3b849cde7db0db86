import type { StopNote } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { useFormat } from '../ui/index.ts';

/** Names in the reader's language, where they are at hand. */
export interface StopNames {
  readonly element?: string | undefined;
  readonly process?: string | undefined;
}

/** Who stopped what, and why; since when, and until when. */
export function useStopWords() {
  const { t } = useTranslation('stops');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  return {
    said(stop: StopNote, names: StopNames = {}): string {
      const { kind, holds, version, elementId, jobType } = stop;
      return t(`said.${kind}.${kind === 'element' ? (version === null ? 'all' : 'one') : kind === 'jobType' ? 'all' : holds}`, {
        who: nameOf(stop.by),
        process: names.process ?? stop.processName ?? stop.processId ?? '',
        element: names.element ?? stop.elementName ?? elementId ?? '',
        version: version ?? '',
        type: jobType ?? '',
        reason: stop.reason,
      });
    },
    lasting: ({ at, until }: StopNote): string =>
      until === null ? t('untilEnded', { when: when(at) }) : t('until', { when: when(at), end: when(until) }),
  };
}
