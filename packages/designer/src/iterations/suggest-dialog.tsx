import type { Suggestion } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useMe } from '../session/index.ts';
import { Icon, Pill, ProblemBanner } from '../ui/index.ts';
import { useIterationChange } from './use-iteration-change.ts';
import './iterations.css';

interface Props {
  readonly processId: string;
  /** The task that it came up at; the suggestion is of its step. */
  readonly taskId: string;
  /** What the step is called. */
  readonly step: string;
  readonly onClose: () => void;
}

/** Suggests to the process's owner what should be otherwise at a step; then shows what was sent. */
export function SuggestDialog({ processId, taskId, step, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const id = useId();
  const [text, setText] = useState('');
  const [sent, setSent] = useState<Suggestion>();
  const send = useIterationChange({
    change: () => api.suggest(processId, { text: text.trim(), taskId }),
    onDone: setSent,
    isTold: false,
  });
  const withdraw = useIterationChange({ change: (of: string) => api.withdrawSuggestion(of), onDone: () => setSent(undefined) });
  if (sent)
    return (
      <Modal
        open
        title={t('suggest.sent')}
        onCancel={onClose}
        footer={
          <>
            {sent.can.includes('withdraw') && (
              <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(sent.id)}>
                {t('suggest.withdraw')}
              </Button>
            )}
            <Button type="primary" onClick={onClose}>
              {t('suggest.close')}
            </Button>
          </>
        }
      >
        <div className="iterations-sent" role="status">
          <Icon name="bulb" />
          <div>
            <p>{sent.text}</p>
            <p className="ui-second ui-small">
              {t('onElement', { element: step })} · {t('suggestions.state.open')}
            </p>
          </div>
        </div>
        <p className="ui-second ui-small">{t('suggest.later')}</p>
      </Modal>
    );
  return (
    <Modal
      open
      title={t('suggest.title', { step })}
      okText={t('suggest.do')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: text.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="iterations-form">
        <label htmlFor={id}>{t('suggest.label')}</label>
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
          placeholder={t('suggest.example')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="ui-second ui-small">{t('suggest.who')}</p>
        <Earlier processId={processId} />
        {send.error && <ProblemBanner title={refusalText(send.error)} />}
      </div>
    </Modal>
  );
}

const shownAtMost = 5;
const tones = { open: 'grey', takenUp: 'blue', shipped: 'green', declined: 'amber' } as const;
const signs = { open: 'clock', takenUp: 'check', shipped: 'flag', declined: 'close' } as const;

/** What became of the reader's own suggestions for the process. */
function Earlier({ processId }: { processId: string }) {
  const { t } = useTranslation('iterations');
  const me = useMe();
  const { data } = useInfiniteQuery({ ...queries.suggestions(processId), retry: false });
  const own = (data?.pages[0]?.items ?? []).filter(({ by }) => by === me.userId).slice(0, shownAtMost);
  if (own.length === 0) return null;
  return (
    <details>
      <summary>{t('suggest.before')}</summary>
      <ul className="iterations-earlier ui-small">
        {own.map(({ id, text, state, version, reason }) => (
          <li key={id}>
            <span className="ui-grow">
              {text}
              {reason !== null && <span className="ui-second"> {t('because', { reason })}</span>}
              {state === 'shipped' && version !== null && <span className="ui-second"> {t('inVersion', { version })}</span>}
            </span>
            <Pill tone={tones[state]} icon={signs[state]}>
              {t(`suggestions.state.${state}`)}
            </Pill>
          </li>
        ))}
      </ul>
    </details>
  );
}
