import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { Icon } from '../ui/index.ts';
import type { Decisions } from './decisions.ts';

const tickMs = 250;

/** What is on its way and can still be taken back, and what was refused. */
export function HeldBar({ decisions, onOpen }: { decisions: Decisions; onOpen: (taskId: string) => void }) {
  const { t } = useTranslation('inbox');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const { held, refused } = decisions;
  const [first] = held?.decisions ?? [];
  useReadAgain(decisions.sending.length > 0);
  const undo = () => {
    decisions.undo();
    void message.info(t('undone'));
    if (first) onOpen(first.taskId);
  };
  return (
    <div className="inbox-held" aria-live="polite">
      {held && first && (
        <div className="inbox-held-row" role="status">
          <span className="ui-grow">
            {held.decisions.length === 1
              ? t('sending', { outcome: first.outcomeName, task: first.taskName })
              : t('sendingSeveral', { count: held.decisions.length })}
          </span>
          <SecondsLeft until={held.sendsAt} />
          <Button size="small" type="primary" ghost icon={<Icon name="undo" />} onClick={undo}>
            {t('undo')}
          </Button>
        </div>
      )}
      {refused.map((refusal) => (
        <div className="inbox-held-row is-refused" role="alert" key={refusal.decision.taskId}>
          <Icon name="warn" />
          <span className="ui-grow">
            <b>{t('refused', { name: refusal.decision.taskName })}</b> {refusalText(refusal.error)}
          </span>
          <Button size="small" onClick={() => onOpen(refusal.decision.taskId)}>
            {t('openAgain')}
          </Button>
          <Button
            size="small"
            type="text"
            icon={<Icon name="close" />}
            aria-label={t('dismiss')}
            onClick={() => decisions.dismiss(refusal)}
          />
        </div>
      ))}
    </div>
  );
}

/** What was sent changes lists and cases. */
function useReadAgain(isSending: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isSending) return;
    for (const key of ['tasks', 'home', 'instances']) void client.invalidateQueries({ queryKey: [key] });
  }, [isSending, client]);
}

/** Counts down beside the undo; silent for readers, who hear the sentence once. */
function SecondsLeft({ until }: { until: number }) {
  const { t } = useTranslation('inbox');
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="ui-num inbox-seconds" aria-hidden="true">
      {t('inSeconds', { count: Math.max(0, Math.ceil((until - now) / 1000)) })}
    </span>
  );
}
