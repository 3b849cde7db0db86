import type { Comment } from '@fortnight/shared/contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Avatar, useFormat } from '../ui/index.ts';

interface Props {
  readonly instanceId: string;
  /** Said about one task of the case, where it is written in a task. */
  readonly taskId?: string;
  readonly mayWrite?: boolean;
}

/** What people said about a case, oldest first, and a field for one more word. */
export function Conversation({ instanceId, taskId, mayWrite = true }: Props) {
  const { t } = useTranslation('cases');
  const { data } = useInfiniteQuery(queries.comments(instanceId));
  const comments = (data?.pages ?? []).flatMap(({ items }) => items).toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <div className="case-conversation">
      {comments.length === 0 && <p className="ui-small ui-second">{t('noComments')}</p>}
      <ul>
        {comments.map((comment) => (
          <Said key={comment.id} comment={comment} />
        ))}
      </ul>
      {mayWrite && <WriteComment instanceId={instanceId} {...(taskId !== undefined && { taskId })} />}
    </div>
  );
}

function Said({ comment }: { comment: Comment }) {
  const { nameOf } = useDirectory();
  const format = useFormat();
  const name = nameOf(comment.by);
  return (
    <li className="case-said">
      <Avatar name={name} {...(comment.by && { id: comment.by })} />
      <p>
        <b>{name}</b> <time className="ui-small ui-third">{format.when(comment.at)}</time>
        <br />
        {comment.text}
      </p>
    </li>
  );
}

function WriteComment({ instanceId, taskId }: Props) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: (body: { text: string }) =>
      taskId === undefined ? api.commentInstance(instanceId, body) : api.commentTask(taskId, body),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: queries.comments(instanceId).queryKey });
    },
    onError: (error) => void message.error(refusalText(error)),
  });
  return (
    <form
      className="case-write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') send.mutate({ text: text.trim() });
      }}
    >
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        placeholder={t('writeComment')}
        aria-label={t('writeComment')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() !== '' && (
        <Button htmlType="submit" loading={send.isPending}>
          {t('sendComment')}
        </Button>
      )}
    </form>
  );
}
