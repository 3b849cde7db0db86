import type { Signature, TaskDetail, Vote } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useGroupName, useOutcomeName, type VersionWords } from '../cases/index.ts';
import { useDirectory, useJobTitle, useMe } from '../session/index.ts';
import { Avatar, Icon, useFormat } from '../ui/index.ts';

type Approval = NonNullable<TaskDetail['approval']>;

/** Who has signed, who is to sign, and what the reader's own vote does. */
export function Signatures({ approval }: { approval: Approval }) {
  const { t } = useTranslation('inbox');
  const { signatures, needed, approved, order } = approval;
  const waiting = signatures.filter(({ state }) => state === 'waiting' || state === 'notYet').length;
  return (
    <section className="inbox-signatures" aria-labelledby="inbox-signatures">
      <div className="ui-row">
        <h2 id="inbox-signatures">{t('signatures')}</h2>
        <span className="ui-grow" />
        <small className="ui-second">{t('needed', { needed, total: signatures.length, given: approved })}</small>
      </div>
      <div className="inbox-meter" role="img" aria-label={t('meter', { given: approved, waiting })}>
        {signatures
          .toSorted((a, b) => Number(b.state === 'voted') - Number(a.state === 'voted'))
          .map((signature) => (
            <i key={signature.index} className={meterClass(signature)} />
          ))}
      </div>
      {order === 'sequential' && <small className="ui-second">{t('inOrder')}</small>}
      <ul>
        {signatures.map((signature) => (
          <SignatureRow key={signature.index} signature={signature} left={needed - approved} />
        ))}
      </ul>
    </section>
  );
}

const meterClass = ({ state, vote, isYours }: Signature): string => {
  if (state === 'voted') return vote?.outcome === 'approve' ? 'is-given' : 'is-against';
  return isYours ? 'is-yours' : '';
};

function SignatureRow({ signature, left }: { signature: Signature; left: number }) {
  const { t } = useTranslation('inbox');
  const { nameOf, personOf } = useDirectory();
  const me = useMe();
  const titleWords = useJobTitle();
  const groupName = useGroupName();
  const userId = signature.vote?.by ?? signature.users[0];
  const isMe = signature.isYours || (userId !== undefined && userId !== null && userId === me.userId);
  const groups = signature.groups.map(groupName).join(', ');
  const name = userId ? nameOf(userId) : (signature.name ?? t('somebodyOf', { groups }));
  const title = signature.name ?? titleWords(personOf(userId)?.title);
  return (
    <li className="inbox-signature">
      <Avatar
        name={isMe ? (me.user?.name ?? name) : name}
        {...((isMe ? me.userId : userId) && { id: (isMe ? me.userId : userId) ?? '' })}
      />
      <div>
        <b>{isMe && signature.state !== 'voted' ? t('you') : name}</b>
        {title !== undefined && title !== name && <span className="ui-second"> {title}</span>}
        <SignatureState signature={signature} left={left} />
        {signature.vote?.comment && <blockquote className="inbox-quote">{signature.vote.comment}</blockquote>}
      </div>
    </li>
  );
}

function SignatureState({ signature: { state, vote, isYours, remindAt }, left }: { signature: Signature; left: number }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  if (vote) return <VoteState vote={vote} />;
  if (isYours && state === 'waiting') {
    const text = left <= 1 ? t('yourSignature') : t('yourSignatureCounts', { left });
    return <small className="inbox-yours">{text}</small>;
  }
  if (state === 'waiting' && remindAt !== undefined)
    return <small className="ui-second">{t('waitingReminder', { when: format.when(remindAt) })}</small>;
  return <small className="ui-second">{t(state === 'voted' ? 'notNeeded' : state)}</small>;
}

function VoteState({ vote }: { vote: Vote }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { nameOf } = useDirectory();
  const outcomeName = useOutcomeName();
  const when = format.when(vote.at);
  const known: Readonly<Record<string, string>> = { approve: 'approvedAt', reject: 'rejectedAt' };
  const outcome = outcomeName({ id: vote.outcome, kind: vote.outcome, labels: {} });
  return (
    <small className={vote.outcome === 'approve' ? 'inbox-given' : 'inbox-against'}>
      <Icon name={vote.outcome === 'approve' ? 'check' : 'close'} />
      {t(known[vote.outcome] ?? 'answeredAt', { when, outcome })}
      {vote.onBehalfOf !== undefined && ` ${t('inPlaceOf', { name: nameOf(vote.onBehalfOf) })}`}
    </small>
  );
}

/** The choices of which it is known what happens then, each with its sentences. */
export function useToldOutcomes(task: TaskDetail) {
  const { i18n } = useTranslation('inbox');
  return task.choices
    .map((choice) => ({
      choice,
      told: task.whatHappens.filter(
        ({ outcome, code, params }) =>
          outcome === choice.id && i18n.exists(`inbox:afterwards.${code}`, { count: 1 }) && params.name !== '',
      ),
    }))
    .filter(({ told }) => told.length > 0);
}

/** What happens then, for each choice of which the server knows it. */
export function WhatHappens({ task, words }: { task: TaskDetail; words: VersionWords }) {
  const { t } = useTranslation('inbox');
  const outcomeName = useOutcomeName();
  return useToldOutcomes(task).map(({ choice, told }) => (
    <div key={choice.id} className="inbox-then ui-small">
      <b>{t('ifYou', { outcome: outcomeName(choice) })}</b>
      {told.map(({ code, params }) => (
        <p key={code} className="ui-second">
          {t(`afterwards.${code}`, {
            ...params,
            ...(typeof params.name === 'string' && { name: words.named(task, params.name) }),
          })}
        </p>
      ))}
    </div>
  ));
}
