import type { CreateReviewComment, Review, ReviewComment } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../changes/index.ts';
import { api, useRefusalText } from '../client/index.ts';
import { elementWords, useSay } from '../naming/index.ts';
import { useDirectory, useMe } from '../session/index.ts';
import { Avatar, Icon, Pill, useAppearance, useFormat } from '../ui/index.ts';

interface Props {
  readonly review: Review;
  readonly comparison: Comparison;
  /** What a comment is being written on: an element, null for none; undefined: nothing is begun. */
  readonly draftOf: string | null | undefined;
  readonly selectedId: string | undefined;
  readonly onDraft: (elementId: string | null | undefined) => void;
  readonly onElement: (id: string) => void;
}

/** What is said of the version: on its elements or on the whole, with the answers, open ones first. */
export function Comments({ review, comparison, draftOf, selectedId, onDraft, onElement }: Props) {
  const { t } = useTranslation('review');
  const nameOf = useElementName(comparison);
  const { comments, can } = review;
  const asked = comments.filter(({ inReplyTo }) => inReplyTo === null);
  const sorted = asked.toSorted((one, other) => Number(one.resolvedAt !== null) - Number(other.resolvedAt !== null));
  const openCount = asked.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <section aria-labelledby="review-comments">
      <header className="ui-row">
        <h3 id="review-comments" className="ui-grow">
          {t('comments.title')}
        </h3>
        {asked.length > 0 && <span className="ui-second ui-small">{t('comments.open', { count: openCount })}</span>}
      </header>
      {asked.length === 0 && <p className="ui-second ui-small">{t('comments.none')}</p>}
      <ul className="review-comments">
        {sorted.map((comment) => (
          <Thread
            key={comment.id}
            review={review}
            comment={comment}
            answers={comments.filter(({ inReplyTo }) => inReplyTo === comment.id)}
            elementName={comment.elementId === null ? undefined : nameOf(comment.elementId)}
            isSelected={comment.elementId !== null && comment.elementId === selectedId}
            onElement={onElement}
          />
        ))}
      </ul>
      {can.includes('comment') &&
        (draftOf === undefined ? (
          <Button size="small" onClick={() => onDraft(selectedId ?? null)}>
            {t('comments.write')}
          </Button>
        ) : (
          <Write
            review={review}
            label={draftOf === null ? t('comments.onAll') : t('comments.on', { name: nameOf(draftOf) })}
            about={draftOf === null ? {} : { elementId: draftOf }}
            onDone={() => onDraft(undefined)}
          />
        ))}
    </section>
  );
}

function useElementName({ before, after }: Comparison): (id: string) => string {
  const language = useAppearance((state) => state.language);
  const say = useSay();
  const things = [after, before].flatMap(({ model }) => model.processes.map((each) => elementWords(each, language, say)));
  return (id) =>
    things.map((words) => words.called(id)?.name ?? words.called(id)?.thing).find((name) => name !== undefined) ?? id;
}

interface ThreadProps {
  readonly review: Review;
  readonly comment: ReviewComment;
  readonly answers: readonly ReviewComment[];
  readonly elementName: string | undefined;
  readonly isSelected: boolean;
  readonly onElement: (id: string) => void;
}

function Thread({ review, comment, answers, elementName, isSelected, onElement }: ThreadProps) {
  const { t } = useTranslation('review');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const me = useMe();
  const [isAnswering, setAnswering] = useState(false);
  const isOpen = comment.resolvedAt === null;
  const { elementId } = comment;
  const change = useSaid(review);
  const { processId, version } = review.version;
  const mayResolve = review.can.includes('comment') && (comment.by === me.userId || review.can.includes('resolve'));
  return (
    <li className={`review-thread${isSelected ? ' is-selected' : ''}`}>
      <div className="ui-row">
        <Avatar name={nameOf(comment.by)} />
        <span className="ui-grow ui-small">
          <b>{nameOf(comment.by)}</b>{' '}
          <span className="ui-second" title={full(comment.at)}>
            {when(comment.at)}
          </span>
          {elementId !== null && (
            <>
              {' · '}
              <button type="button" className="ui-linklike" onClick={() => onElement(elementId)}>
                {elementName}
              </button>
            </>
          )}
        </span>
        {isOpen ? (
          <Pill tone="amber">{t('comments.isOpen')}</Pill>
        ) : (
          <span className="review-resolved ui-small">
            <Icon name="check" />
            {t('comments.isResolved')}
          </span>
        )}
      </div>
      <p>{comment.text}</p>
      {answers.map((answer) => (
        <p key={answer.id} className="review-answer">
          <b>{t('comments.says', { name: nameOf(answer.by) })}</b> {answer.text}
        </p>
      ))}
      {review.can.includes('comment') && (
        <div className="review-thread-actions">
          {isAnswering ? (
            <Write
              review={review}
              label={t('comments.answer')}
              about={{ inReplyTo: comment.id }}
              onDone={() => setAnswering(false)}
            />
          ) : (
            <Button size="small" type="text" onClick={() => setAnswering(true)}>
              {t('comments.answer')}
            </Button>
          )}
          {mayResolve && !isAnswering && (
            <Button
              size="small"
              type="text"
              loading={change.isPending}
              onClick={() => change.mutate(() => api.resolveReviewComment(processId, version, comment.id, isOpen))}
            >
              {t(isOpen ? 'comments.resolve' : 'comments.reopen')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

interface WriteProps {
  readonly review: Review;
  readonly label: string;
  readonly about: Omit<CreateReviewComment, 'text'>;
  readonly onDone: () => void;
}

function Write({ review, label, about, onDone }: WriteProps) {
  const { t } = useTranslation('review');
  const id = useId();
  const [text, setText] = useState('');
  const change = useSaid(review, onDone);
  const { processId, version } = review.version;
  const field = useRef<HTMLFormElement>(null);
  useEffect(() => field.current?.querySelector('textarea')?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') change.mutate(() => api.commentReview(processId, version, { text: text.trim(), ...about }));
  };
  return (
    <form ref={field} className="review-write" onSubmit={send}>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <div className="ui-row">
        <Button size="small" htmlType="submit" disabled={text.trim() === ''} loading={change.isPending}>
          {t('comments.send')}
        </Button>
        <Button size="small" type="text" onClick={onDone}>
          {t('comments.leave')}
        </Button>
      </div>
    </form>
  );
}

/** Something is said of the version, and shown once it is. */
function useSaid({ version: { processId, version } }: Review, onDone?: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation<unknown, Error, () => Promise<unknown>>({
    mutationFn: (say) => say(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['processes', 'review', processId, version] });
      onDone?.();
    },
    onError: (error) => message.error(refusalText(error)),
  });
}
