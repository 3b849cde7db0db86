import type { Process } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { Icon } from '../ui/index.ts';
import { NameDialog } from './name-dialog.tsx';
import { ReviewSettingDialog } from './review-setting-dialog.tsx';

type Action = 'rename' | 'duplicate' | 'setReview' | 'discard' | 'archive';
const actions: readonly Action[] = ['rename', 'duplicate', 'setReview', 'discard', 'archive'];

/** A change of a process: the lists are read again, a refusal is told. */
function useChange<T>(change: (value: T) => Promise<unknown>, after?: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      after?.();
    },
    onError: (error) => message.error(refusalText(error)),
  });
}

function RenameDialog({ process, onClose }: { process: Process; onClose: () => void }) {
  const { t } = useTranslation('processes');
  const rename = useChange((name: string) => api.updateProcess(process.id, { name }), onClose);
  return (
    <NameDialog
      title={t('rename.title')}
      label={t('rename.label')}
      action={t('rename.action')}
      initial={process.name}
      isBusy={rename.isPending}
      onName={(name) => rename.mutate(name)}
      onClose={onClose}
    />
  );
}

function DuplicateDialog({ process, onClose }: { process: Process; onClose: () => void }) {
  const { t } = useTranslation('processes');
  const navigate = useNavigate();
  const duplicate = useChange(async (name: string) => {
    const { id } = await api.duplicateProcess(process.id, { name });
    await navigate({ to: '/processes/$processId/design', params: { processId: id } });
  }, onClose);
  return (
    <NameDialog
      title={t('duplicate.title', { name: process.name })}
      label={t('rename.label')}
      action={t('duplicate.action')}
      initial={t('duplicate.name', { name: process.name })}
      isBusy={duplicate.isPending}
      onName={(name) => duplicate.mutate(name)}
      onClose={onClose}
    />
  );
}

/** Archiving and discarding say first what they do, and to how many cases. */
function useConfirmed(process: Process, name: string) {
  const { t } = useTranslation('processes');
  const { modal } = App.useApp();
  const client = useQueryClient();
  const archive = useChange(() => api.archiveProcess(process.id));
  const discard = useChange(async () => {
    await api.discardDraft(process.id, process.draft?.etag);
    client.removeQueries({ queryKey: ['draft', process.id] });
  });
  return (action: 'archive' | 'discard') =>
    modal.confirm({
      title: t(`${action}.title`, { name }),
      content: t(`${action}.effect`, {
        count: process.runningCount,
        version: (process.openVersion ?? process.liveVersion)?.version ?? 0,
      }),
      okText: t(`${action}.action`),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: () => (action === 'archive' ? archive : discard).mutateAsync(undefined).catch(() => undefined),
    });
}

/** What one may do with a process as a whole. */
export function ProcessMenu({ process, name }: { process: Process; name: string }) {
  const { t } = useTranslation('processes');
  const [open, setOpen] = useState<Action>();
  const confirm = useConfirmed(process, name);
  const offered = actions.filter((action) => process.can.includes(action));
  if (offered.length === 0 || process.isArchived) return null;
  const run = (action: Action) => (action === 'archive' || action === 'discard' ? confirm(action) : setOpen(action));
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: offered.map((action) => ({ key: action, label: t(`menu.${action}`), danger: action === 'archive' })),
          onClick: ({ key }) => run(key as Action),
        }}
      >
        <Button type="text" icon={<Icon name="more" />} aria-label={t('menu.label', { name })} />
      </Dropdown>
      {open === 'rename' && <RenameDialog process={process} onClose={() => setOpen(undefined)} />}
      {open === 'setReview' && <ReviewSettingDialog process={process} onClose={() => setOpen(undefined)} />}
      {open === 'duplicate' && <DuplicateDialog process={process} onClose={() => setOpen(undefined)} />}
    </>
  );
}
