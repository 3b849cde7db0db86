import type { Task } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { fillForm } from '../forms/index.ts';
import { useShortcuts } from '../ui/index.ts';
import { bulkOf } from './bulk.ts';
import type { Decision } from './held-decisions.ts';

interface Props {
  readonly marked: readonly Task[];
  readonly onApprove: (decisions: readonly Decision[]) => void;
  readonly onClear: () => void;
}

const lacksAnswers = ({ form, variables }: Task): boolean =>
  form !== undefined && fillForm(form, variables, { variables, at: Date.now() }).missing.length > 0;

/** Acts on all that are selected; what must be looked at on its own is said first. */
export function BulkBar({ marked, onApprove, onClear }: Props) {
  const { t } = useTranslation('inbox');
  const { toTake, toApprove, exceptions } = bulkOf(marked, lacksAnswers);
  const take = useTakeAll(onClear);
  const approve = () =>
    onApprove(
      toApprove.map((task) => ({
        taskId: task.id,
        taskName: [task.name, task.caseName].filter(Boolean).join(' · '),
        outcomeName: t('approve'),
        body: { outcome: 'approve' },
      })),
    );
  const left = toApprove.length > 0 ? 'exceptions' : toTake.length > 0 ? 'heldAlready' : 'openEach';
  const keys = [{ key: 'a', label: t('approveSeveral', { count: toApprove.length }), run: approve }];
  useShortcuts(t('title'), toApprove.length > 0 ? keys : []);
  if (marked.length === 0) return null;
  return (
    <section className="inbox-bulk" aria-label={t('selected', { count: marked.length })}>
      <p className="ui-small" aria-live="polite">
        {exceptions === 0 ? (
          <b>{t('selected', { count: marked.length })}</b>
        ) : (
          <b className="inbox-exceptions">{t(left, { count: exceptions, total: marked.length })}</b>
        )}
      </p>
      <div className="ui-row">
        {toApprove.length > 0 && (
          <Button size="small" type="primary" onClick={approve}>
            {t('approveSeveral', { count: toApprove.length })}
          </Button>
        )}
        {toTake.length > 0 && (
          <Button size="small" loading={take.isPending} onClick={() => take.mutate(toTake)}>
            {t('takeSeveral', { count: toTake.length })}
          </Button>
        )}
        <Button size="small" type="text" onClick={onClear}>
          {t('clearSelection')}
        </Button>
      </div>
    </section>
  );
}

function useTakeAll(onDone: () => void) {
  const { t } = useTranslation('inbox');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tasks: readonly Task[]) => Promise.allSettled(tasks.map(({ id }) => api.claimTask(id))),
    onSuccess: (results) => {
      const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      const count = results.length - refusals.length;
      if (count > 0) void message.success({ key: 'took', content: t('took', { count }) });
      if (refusals.length > 0) void message.error(t('tookFailed', { count: refusals.length, reason: refusalText(refusals[0]) }));
      for (const key of ['tasks', 'home']) void client.invalidateQueries({ queryKey: [key] });
      onDone();
    },
  });
}
