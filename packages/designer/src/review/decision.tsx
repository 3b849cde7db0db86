import type { Review } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutNotice } from '../blackout/index.ts';
import { api } from '../client/index.ts';
import { DecisionDialog } from '../processes/index.ts';
import { Icon } from '../ui/index.ts';

type Kind = 'approve' | 'decline';

/** Approving, or asking for changes; whoever made the version sees neither. */
export function Decision({ review }: { readonly review: Review }) {
  const { t } = useTranslation('review');
  const [open, setOpen] = useState<Kind>();
  const { version } = review.version;
  return (
    <>
      {review.can.includes('decline') && <Button onClick={() => setOpen('decline')}>{t('requestChanges')}</Button>}
      {review.can.includes('approve') && (
        <Button type="primary" icon={<Icon name="check" />} onClick={() => setOpen('approve')}>
          {t('approve', { version })}
        </Button>
      )}
      {open && <Deciding key={open} kind={open} review={review} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Deciding({ kind, review: { version: of }, onClose }: { kind: Kind; review: Review; onClose: () => void }) {
  const { t } = useTranslation('review');
  const client = useQueryClient();
  const { message } = App.useApp();
  const { processId, version, proposal } = of;
  const decide = useMutation<Review, Error, string>({
    mutationFn: (said) =>
      kind === 'approve'
        ? api.approveVersion(processId, version, said === '' ? {} : { comment: said })
        : api.declineVersion(processId, version, { reason: said }),
    onSuccess: async ({ version: { state } }) => {
      for (const key of ['processes', 'home', 'version']) await client.invalidateQueries({ queryKey: [key] });
      message.success(t(kind === 'decline' ? 'isDeclined' : state === 'approved' ? 'isApproved' : 'isCounted', { version }), 6);
      onClose();
    },
  });
  const openCount = proposal?.openCommentCount ?? 0;
  const effect = t(`${kind}Effect`, { version });
  const warning = kind === 'approve' && openCount > 0 ? t('openComments', { count: openCount }) : '';
  return (
    <DecisionDialog
      title={t(`${kind}Title`, { version })}
      effect={[warning, effect].filter((each) => each !== '').join(' ')}
      action={t(kind === 'approve' ? 'approve' : 'requestChanges', { version })}
      label={t(`${kind}Why`)}
      isOptional={kind === 'approve'}
      isDanger={kind === 'decline'}
      isBusy={decide.isPending}
      error={decide.error}
      onDecide={decide.mutate}
      onClose={onClose}
    >
      {kind === 'approve' && <BlackoutNotice processId={processId} />}
    </DecisionDialog>
  );
}
