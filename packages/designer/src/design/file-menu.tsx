import type { ProcessDetail } from '@fortnight/shared/contract';
import { App, Button, Dropdown } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, hasCode, useRefusalText } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { download, Icon, textFile } from '../ui/index.ts';
import type { DraftSession } from './use-draft.ts';
import { useImport } from './use-import.ts';

/** Bringing a file in, taking the drawing out, going back to what is live. */
export function FileMenu({ process, session, editor }: { process: ProcessDetail; session: DraftSession; editor: Editor }) {
  const { t } = useTranslation('design');
  const { message } = App.useApp();
  const { forms } = session;
  const input = useRef<HTMLInputElement>(null);
  const importFile = useImport(editor, process.id);
  const discard = useDiscard(process, session, editor);
  const save = async (name: string, make: () => Promise<Blob>) => {
    try {
      download(`${process.id}.${name}`, await make());
    } catch (error) {
      message.error(t('screen.exportFailed', { reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  const items = [
    { key: 'import', label: t('screen.import'), icon: <Icon name="upload" />, onClick: () => input.current?.click() },
    { type: 'divider' as const },
    {
      key: 'bpmn',
      label: t('screen.exportBpmn'),
      icon: <Icon name="download" />,
      onClick: async () => {
        await save('bpmn', async () => textFile(await editor.xml(), 'application/xml'));
        if (forms.length > 0) message.info(t('screen.formsBeside', { count: forms.length }), 8);
      },
    },
    ...(forms.length > 0
      ? [
          {
            key: 'forms',
            label: t('screen.exportForms', { count: forms.length }),
            icon: <Icon name="download" />,
            onClick: () => {
              for (const form of forms) download(`${form.id}.json`, textFile(JSON.stringify(form, null, 2), 'application/json'));
            },
          },
        ]
      : []),
    {
      key: 'svg',
      label: t('screen.exportSvg'),
      icon: <Icon name="download" />,
      onClick: () => void save('svg', async () => textFile(await editor.svg(), 'image/svg+xml')),
    },
    {
      key: 'png',
      label: t('screen.exportPng'),
      icon: <Icon name="download" />,
      onClick: () => void save('png', () => editor.png()),
    },
    ...(process.liveVersion
      ? [
          { type: 'divider' as const },
          { key: 'discard', danger: true, label: t('screen.discard.menu'), icon: <Icon name="trash" />, onClick: discard },
        ]
      : []),
  ];
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".bpmn,.xml,.bpmn20.xml,application/xml"
        className="design-file"
        tabIndex={-1}
        aria-label={t('screen.import')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void importFile(file);
        }}
      />
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="text" aria-label={t('screen.files')} title={t('screen.files')} icon={<Icon name="more" />} />
      </Dropdown>
    </>
  );
}

/** Back to the newest version, after saying what goes; undone, what was drawn stands here again. */
function useDiscard(process: ProcessDetail, session: DraftSession, editor: Editor): () => void {
  const { t } = useTranslation('design');
  const { modal, message } = App.useApp();
  const refusalText = useRefusalText();
  const discard = async () => {
    try {
      await session.saver.flush();
      await api.discardDraft(process.id, session.saver.etag());
      const live = await api.getDraft(process.id);
      await editor.replace(live.bpmn);
      session.setForms(live.forms);
      session.setTests(live.tests);
      session.saver.standOn(live, true);
      message.success(t('screen.discard.done', { version: live.baseVersion ?? '' }));
    } catch (error) {
      message.error(hasCode(error, 'draft-changed') ? t('screen.discard.changed') : refusalText(error));
    }
  };
  return () =>
    void modal.confirm({
      title: t('screen.discard.title'),
      content: t('screen.discard.effect', { version: process.liveVersion?.version ?? '' }),
      okText: t('screen.discard.action'),
      okButtonProps: { danger: true },
      cancelText: t('screen.cancel'),
      onOk: discard,
    });
}
