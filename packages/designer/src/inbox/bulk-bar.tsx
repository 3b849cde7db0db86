import type { Task } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { fillForm } from '../forms/index.ts';
import { useShortcuts } from '../ui/index.ts';
import { bulkOf } from './bulk.ts';
import type { Decision } from './held-decisions.ts';

interface Props {
  readonly marked: readonly Task[];
  readonly onDecide: (decisions: readonly Decision[]) => void;
  readonly onClear: () => void;
}

const lacksAnswers = ({ form, variables }: Task): boolean =>
  form !== undefined && fillForm(form, variables, { variables, at: Date.now() }).missing.length > 0;

/** Acts on all that are selected; what must be looked at on its own is said first. */
export function BulkBar({ marked, onDecide, onClear }: Props) {
  const { t } = useTranslation('inbox');
  const { toTake, toApprove, toReject, exceptions } = bulkOf(marked, lacksAnswers);
  const take = useTakeAll(onClear);
  const [isRejecting, setRejecting] = useState(false);
  const decide = (tasks: readonly Task[], outcome: 'approve' | 'reject', comment = '') =>
    onDecide(
      tasks.map((task) => ({
        taskId: task.id,
        taskName: [task.name, task.caseName].filter(Boolean).join(' · '),
        outcomeName: t(outcome),
        body: { outcome, ...(comment !== '' && { comment }) },
        ...(comment !== '' && { typed: { comment, variables: {}, evidence: {} } }),
      })),
    );
  const approve = () => decide(toApprove, 'approve');
  const left = toApprove.length > 0 ? 'exceptions' : toTake.length > 0 ? 'heldAlready' : 'openEach';
  useShortcuts(t('title'), [
    ...(toApprove.length > 0 ? [{ key: 'a', label: t('approveSeveral', { count: toApprove.length }), run: approve }] : []),
    ...(toReject.length > 0
      ? [{ key: 'r', label: t('rejectSeveral', { count: toReject.length }), run: () => setRejecting(true) }]
      : []),
  ]);
  if (marked.length === 0) return null;
  if (isRejecting && toReject.length > 0)
    return (
      <RejectSeveral
        count={toReject.length}
        left={marked.length - toReject.length}
        onReject={(reason) => {
          setRejecting(false);
          decide(toReject, 'reject', reason);
        }}
        onCancel={() => setRejecting(false)}
      />
    );
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
        {toReject.length > 0 && (
          <Button size="small" danger onClick={() => setRejecting(true)}>
            {t('rejectSeveralBegin', { count: toReject.length })}
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

interface RejectProps {
  readonly count: number;
  /** How many of the selected stay as they are. */
  readonly left: number;
  readonly onReject: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the one reason that all of them are rejected with. */
function RejectSeveral({ count, left, onReject, onCancel }: RejectProps) {
  const { t } = useTranslation('inbox');
  const id = useId();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onReject(reason.trim());
  };
  return (
    <form className="inbox-bulk" aria-label={t('rejectSeveral', { count })} onSubmit={submit}>
      {left > 0 && <b className="inbox-exceptions ui-small">{t('rejectLeaves', { count: left, total: left + count })}</b>}
      <label htmlFor={id} className="ui-small">
        {t('rejectWhy', { count })}
      </label>
      <Input.TextArea
        id={id}
        autoFocus
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !nativeEvent.isComposing && onCancel()}
      />
      <div className="ui-row">
        <Button size="small" danger htmlType="submit" disabled={reason.trim() === ''}>
          {t('rejectSeveral', { count })}
        </Button>
        <Button size="small" type="text" onClick={onCancel}>
          {t('rejectNot')}
        </Button>
      </div>
    </form>
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
