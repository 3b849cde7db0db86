import type { ProcessDetail } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import type { DraftSession } from './use-draft.ts';

interface Publishing {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  readonly onDone: () => void;
}

/** Publishes what is drawn, or asks the admins to, by what this reader may. */
export function usePublication({ process, session, onDone }: Publishing) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: async ({ note, versionTag, reason }: { note: string; versionTag: string; reason: string }) => {
      if (!(await session.saver.flush())) throw new NotSaved(t('publish.notSaved'));
      const body = { ...(note && { note }), ...(versionTag && { versionTag }), etag: session.saver.etag() };
      if (!process.can.includes('publish'))
        return { said: await api.askForPublication(process.id, body).then(() => t('publish.asked')) };
      const { version, created } = await api.publish(process.id, { ...body, ...(reason && { failedPlaysReason: reason }) });
      const draft = await client.fetchQuery({ ...queries.draft(process.id), staleTime: 0 });
      session.saver.standOn(draft, true);
      return { said: t(created ? 'publish.live' : 'publish.same', { version: version.version }) };
    },
    onSuccess: async ({ said }) => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      message.success(said, 6);
      onDone();
    },
    onError: (error) => message.error(error instanceof NotSaved ? error.message : refusalText(error)),
  });
}

/** What is drawn must be saved before it can be published. */
class NotSaved extends Error {}
