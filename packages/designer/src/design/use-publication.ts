import type { ProcessDetail, Propose, Published, Review } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BlackoutWay } from '../blackout/index.ts';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useFormat } from '../ui/index.ts';
import type { DraftSession } from './use-draft.ts';

interface Publishing {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  readonly onDone: () => void;
}

/** What was written in the dialog. */
interface Said {
  readonly note: string;
  readonly versionTag: string;
  /** Why it goes on though a test does not pass. */
  readonly reason: string;
  /** Why an admin does not wait for the review. */
  readonly overrideReason: string | undefined;
  /** Past a blackout: it waits until the next free time, or goes on for a reason. */
  readonly way: Pick<BlackoutWay, 'waitsUntil' | 'body'>;
}

/** Publishes what is drawn, or proposes it, by what the process asks for and this reader may. */
export function usePublication({ process, session, onDone }: Publishing) {
  const { t } = useTranslation(['design', 'processes']);
  const { when } = useFormat();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const sayPublished = ({ version: { version }, created }: Published) =>
    t(created ? 'publish.live' : 'publish.same', { version });
  const sayProposed = ({ version: { version, state } }: Review) =>
    t(state === 'approved' ? 'publish.proposed.approved' : 'publish.proposed.inReview', { version });
  /** A time belongs to a version: what is drawn becomes one first. */
  const publishAt = async (body: Propose, at: string) => {
    const { version } = await api.propose(process.id, { ...body, ...replacing(process) });
    await api.publish(process.id, { version: version.version, at });
    return t('processes:schedule.done', { version: version.version, when: when(at) });
  };
  return useMutation({
    mutationFn: async ({ note, versionTag, reason, overrideReason, way }: Said) => {
      if (!(await session.saver.flush())) throw new NotSaved(t('publish.notSaved'));
      const body = {
        ...(note && { note }),
        ...(versionTag && { versionTag }),
        etag: session.saver.etag(),
        ...(reason && { failedPlaysReason: reason }),
      };
      const isPublished = process.can.includes('publish') || overrideReason !== undefined;
      const { waitsUntil } = way;
      const said = waitsUntil
        ? await publishAt(body, waitsUntil)
        : isPublished
          ? await api.publish(process.id, { ...body, ...way.body, ...(overrideReason && { overrideReason }) }).then(sayPublished)
          : await api.propose(process.id, { ...body, ...replacing(process) }).then(sayProposed);
      const draft = await client.fetchQuery({ ...queries.draft(process.id), staleTime: 0 });
      session.saver.standOn(draft, true);
      return { said };
    },
    onSuccess: async ({ said }) => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      message.success(said, 6);
      onDone();
    },
    onError: (error) => message.error(error instanceof NotSaved ? error.message : refusalText(error)),
  });
}

const replacing = ({ openVersion }: ProcessDetail) => (openVersion ? { replaces: openVersion.version } : {});

/** What is drawn must be saved before it can be published. */
class NotSaved extends Error {}
