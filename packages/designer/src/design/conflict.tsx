import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { useDirectory } from '../session/index.ts';
import { download, Icon, textFile, useFormat } from '../ui/index.ts';
import type { DraftSession } from './use-draft.ts';

/** Somebody else saved meanwhile: who and when, and three ways on, none of which loses anything. */
export function Conflict({ session, editor, processId }: { session: DraftSession; editor: Editor; processId: string }) {
  const { t } = useTranslation('design');
  const { message } = App.useApp();
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const refusalText = useRefusalText();
  const { state, saver } = session;
  if (state.kind !== 'conflict') return null;
  const standing = { etag: state.etag, savedAt: state.at, savedBy: state.by };
  const loadTheirs = async () => {
    try {
      const theirs = await api.getDraft(processId);
      await editor.replace(theirs.bpmn);
      session.setForms(theirs.forms);
      session.setTests(theirs.tests);
      saver.standOn(theirs, true);
      message.info(t('screen.conflict.loaded'));
    } catch (error) {
      message.error(refusalText(error));
    }
  };
  return (
    <div className="ui-banner ui-banner-amber" role="alert">
      <Icon name="warn" />
      <div className="ui-grow">
        <b>{t('screen.conflict.title', { name: nameOf(state.by), when: when(state.at) })}</b>
        <div className="ui-second">{t('screen.conflict.kept')}</div>
      </div>
      <Button size="small" onClick={() => void loadTheirs()}>
        {t('screen.conflict.loadTheirs')}
      </Button>
      <Button size="small" onClick={() => saver.standOn(standing, false)}>
        {t('screen.conflict.saveMine')}
      </Button>
      <Button
        size="small"
        onClick={() => void editor.xml().then((xml) => download(`${processId}.bpmn`, textFile(xml, 'application/xml')))}
      >
        {t('screen.conflict.download')}
      </Button>
    </div>
  );
}
