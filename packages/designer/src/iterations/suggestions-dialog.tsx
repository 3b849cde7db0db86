import type { Iteration, Suggestion } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Avatar, EmptyState, LoadingSkeleton, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { shippedOf, useElementNames } from './use-element-names.ts';
import { useIterationChange } from './use-iteration-change.ts';

const states = ['open', 'takenUp', 'shipped', 'declined'] as const;

/** What people suggested for the process: taken up into this iteration, or declined with a reason. */
export function SuggestionsDialog({ iteration, onClose }: { iteration: Iteration; onClose: () => void }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const [state, setState] = useState<Suggestion['state']>('open');
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(queries.suggestions(iteration.processId, state));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Modal open width={640} title={t('suggestions.title')} footer={null} onCancel={onClose}>
      <div className="iterations-suggestions">
        <Segmented
          aria-label={t('show')}
          value={state}
          options={states.map((value) => ({ value, label: t(`suggestions.state.${value}`) }))}
          onChange={setState}
        />
        {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
        {!data && !error && <LoadingSkeleton lines={4} />}
        {data && items.length === 0 && (
          <EmptyState title={t('suggestions.none')}>{state === 'open' && t('suggestions.noneNote')}</EmptyState>
        )}
        <ul>
          {items.map((suggestion) => (
            <Line key={suggestion.id} iteration={iteration} suggestion={suggestion} />
          ))}
        </ul>
        {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      </div>
    </Modal>
  );
}

function Line({ iteration, suggestion }: { iteration: Iteration; suggestion: Suggestion }) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const elementName = useElementNames(iteration.processId, shippedOf(iteration));
  const [isDeclining, setDeclining] = useState(false);
  const { id, text, by, at, elementId, state, reason, version, can } = suggestion;
  const takeUp = useIterationChange({ change: () => api.takeUpSuggestion(id, { iterationId: iteration.id, column: 'plan' }) });
  const mayTakeUp = can.includes('takeUp') && iteration.state !== 'closed';
  return (
    <li>
      <Avatar name={nameOf(by)} {...(by !== null && { id: by })} />
      <div className="ui-grow">
        <p>{text}</p>
        <p className="ui-second ui-small">
          {[nameOf(by), elementId && t('onElement', { element: elementName(elementId) }), when(at)].filter(Boolean).join(' · ')}
        </p>
        {reason !== null && <p className="ui-small">{t('because', { reason })}</p>}
        {state === 'shipped' && version !== null && (
          <Pill tone="green" icon="check">
            {t('inVersion', { version })}
          </Pill>
        )}
        {isDeclining && <Decline suggestion={suggestion} onClose={() => setDeclining(false)} />}
        {!isDeclining && (mayTakeUp || can.includes('decline')) && (
          <div className="ui-row">
            {mayTakeUp && (
              <Button size="small" loading={takeUp.isPending} onClick={() => takeUp.mutate()}>
                {t('suggestions.takeUp')}
              </Button>
            )}
            {can.includes('decline') && (
              <Button size="small" onClick={() => setDeclining(true)}>
                {t('suggestions.decline')}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function Decline({ suggestion, onClose }: { suggestion: Suggestion; onClose: () => void }) {
  const { t } = useTranslation('iterations');
  const id = useId();
  const [reason, setReason] = useState('');
  const decline = useIterationChange({
    change: () => api.declineSuggestion(suggestion.id, { reason: reason.trim() }),
    onDone: onClose,
  });
  return (
    <form
      className="iterations-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') decline.mutate();
      }}
    >
      <label htmlFor={id}>{t('suggestions.why')}</label>
      <Input.TextArea
        id={id}
        autoFocus
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={4000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="ui-row">
        <Button size="small" htmlType="submit" disabled={reason.trim() === ''} loading={decline.isPending}>
          {t('suggestions.declineDo')}
        </Button>
        <Button size="small" type="text" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
