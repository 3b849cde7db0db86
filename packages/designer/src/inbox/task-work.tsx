import type { InstanceDetail, OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Conversation, useOutcomeName, useVersionWords, type VersionWords } from '../cases/index.ts';
import { api, queries, useRefusalText } from '../client/index.ts';
import { FormFields, textIn } from '../forms/index.ts';
import { useDirectory, useMe } from '../session/index.ts';
import { StopBanner } from '../stops/index.ts';
import { Avatar, ProblemBanner, useAppearance, useFormat, useShortcuts } from '../ui/index.ts';
import { ActionBar } from './action-bar.tsx';
import { CheckpointTrails } from './checkpoint-trail.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { FactTable } from './fact-table.tsx';
import { HandOver } from './hand-over.tsx';
import type { Decision } from './held-decisions.ts';
import { useKeyAnswers } from './key-answers.ts';
import { KnownData } from './known-data.tsx';
import { Signatures, useToldOutcomes, WhatHappens } from './signatures.tsx';
import { TaskHead } from './task-head.tsx';
import { type Answer, useAnswer } from './use-answer.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly task: TaskDetail;
  readonly isPhone: boolean;
  /** It was here a moment ago, and is not any more. */
  readonly isGone: boolean;
  readonly onItsWay: Decision | undefined;
  readonly isSelecting: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onBack: () => void;
}

/** A task as its decider works through it: the request, the facts, the checks, the form, then the answer. */
export function TaskWork({ task, isPhone, isGone, onItsWay, isSelecting, onDecide, onBack }: Props) {
  const { t } = useTranslation('inbox');
  const { data: instance } = useQuery(queries.instance(task.instanceId));
  const data = useMemo(() => hintsOf(task, instance), [task, instance]);
  const answer = useAnswer(task, data);
  useDraft(task, answer);
  const [isHandingOver, setHandingOver] = useState(false);
  const claim = useClaim(task);
  const outcomeName = useOutcomeName();
  const words = useVersionWords(useMemo(() => [task], [task]));
  const isOpen = task.state === 'open' && !onItsWay && !isGone;
  const isAnswerable = isOpen && task.stop === undefined;
  const isAnyTold = useToldOutcomes(task).length > 0 && isAnswerable;

  const choose = (choice: OutcomeChoice | undefined, to?: string) => {
    const body = answer.toCommand(choice, to);
    if (body)
      onDecide({
        taskId: task.id,
        taskName: [words.element(task, task.elementId, task.name), task.caseName].filter(Boolean).join(' · '),
        outcomeName: choice ? outcomeName(choice) : t('complete'),
        body,
        typed: answer.typed,
      });
    else focusWhatLacks();
  };
  const answers = useKeyAnswers(isOpen ? task : undefined);
  const keys = answers.map(({ key, label, choice }) => ({ key, label, run: () => choose(choice) }));
  useShortcuts(t('title'), isSelecting ? [] : keys);

  return (
    <>
      <TaskHead task={task} instance={instance} words={words} />
      <div className="inbox-body">
        <div className="inbox-left">
          <Standing {...{ task, isGone, onItsWay, words }} />
          <Request task={task} />
          <FactTable task={task} words={words} />
          {isPhone && task.approval && <Signatures approval={task.approval} />}
          <CheckpointTrails task={task} words={words} />
          <TaskForm task={task} answer={answer} data={data} isOpen={isOpen} />
          {instance && <KnownData instance={instance} shown={shownIn(task)} />}
          {isOpen && task.can.includes('complete') && <EvidenceFields task={task} answer={answer} words={words} />}
          <section>
            <h2>{t('comments')}</h2>
            <p className="ui-small ui-second">{t('commentsNote')}</p>
            <Conversation instanceId={task.instanceId} taskId={task.id} />
          </section>
          {isPhone && isAnswerable && <WhatHappens task={task} words={words} />}
        </div>
        {!isPhone && (task.approval || isAnyTold) && (
          <aside className="inbox-rail" aria-label={t('signatures')}>
            {task.approval && <Signatures approval={task.approval} />}
            {isAnswerable && <WhatHappens task={task} words={words} />}
          </aside>
        )}
      </div>
      {isOpen && (
        <ActionBar
          key={`${task.id} ${task.assignee}`}
          {...{ task, answer, isPhone }}
          isTaking={claim.isPending}
          onChoose={choose}
          onTake={() => claim.mutate('claimTask')}
          onGiveBack={() => claim.mutate('unclaimTask')}
          onHandOver={() => setHandingOver(true)}
        />
      )}
      {isHandingOver && <HandOver task={task} onClose={() => setHandingOver(false)} onDone={onBack} />}
    </>
  );
}

/** Variables that the task shows by itself. */
const shownIn = ({ form, facts }: TaskDetail): ReadonlySet<string> =>
  new Set([...(form?.fields ?? []).map(({ name }) => name), ...facts.map(({ variable }) => variable)]);

/** Goes to the first field that keeps the answer from being given, once it is marked. */
function focusWhatLacks(): void {
  requestAnimationFrame(() => {
    const lacking = '.is-missing :is(input, textarea), [aria-invalid="true"]';
    document.querySelector<HTMLElement>(`.inbox-task :is(${lacking})`)?.focus();
  });
}

/** What is known of the variables' types: from the case where it may be read, and from the facts. */
function hintsOf(task: TaskDetail, instance: InstanceDetail | undefined) {
  const known = [...task.facts.map(({ variable, ...fact }) => ({ ...fact, name: variable })), ...(instance?.data ?? [])];
  return known.map(({ name, type, currency }) => ({
    name,
    ...(type !== undefined && { type }),
    ...(currency !== undefined && { currency }),
  }));
}

function useClaim(task: TaskDetail) {
  const { t } = useTranslation('inbox');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (command: 'claimTask' | 'unclaimTask') => api[command](task.id),
    onSuccess: (_, command) => {
      if (command === 'claimTask') void message.success(t('taken'));
    },
    onError: (error) => void message.error(refusalText(error)),
    onSettled: () => {
      for (const key of ['tasks', 'home']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** Says so when the task is done, withdrawn, or in somebody else's hands. */
function Standing({ task, isGone, onItsWay, words }: Pick<Props, 'task' | 'isGone' | 'onItsWay'> & { words: VersionWords }) {
  const { t } = useTranslation('inbox');
  const { nameOf } = useDirectory();
  const me = useMe();
  const format = useFormat();
  if (onItsWay) return <ProblemBanner tone="amber" title={t('onItsWay', { outcome: onItsWay.outcomeName })} />;
  if (isGone)
    return (
      <ProblemBanner tone="amber" title={t('gone')}>
        {t('goneText')}
      </ProblemBanner>
    );
  if (task.stop) {
    const element = words.element(task, task.stop.elementId ?? '', task.stop.elementName ?? '');
    return (
      <StopBanner stop={task.stop} names={{ element, process: words.process(task, task.processName) }} title={t('stopped')} />
    );
  }
  if (task.state === 'cancelled') return <ProblemBanner tone="amber" title={t('withdrawn')} />;
  if (task.state === 'completed') {
    const when = task.completedAt === undefined ? '' : format.when(task.completedAt);
    const by = task.completedBy ?? task.assignee;
    const title = by ? t('doneBy', { name: nameOf(by), when }) : t('done', { when });
    return <ProblemBanner tone="amber" title={title} />;
  }
  const isElsewhere = task.assignee !== null && task.assignee !== me.userId && !task.can.includes('complete');
  return isElsewhere ? <ProblemBanner tone="amber" title={t('takenBy', { name: nameOf(task.assignee) })} /> : null;
}

/** What the requester said when handing it on. */
function Request({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('inbox');
  const { nameOf } = useDirectory();
  const format = useFormat();
  const { request } = task;
  if (!request?.comment) return null;
  const name = nameOf(request.by);
  return (
    <section className="inbox-request" aria-label={t('asked')}>
      <Avatar name={name} {...(request.by !== null && { id: request.by })} />
      <p>
        <b>{name}</b> <time className="ui-third">{format.when(request.at)}</time>
        <br />
        {request.comment}
      </p>
    </section>
  );
}

type FormProps = { task: TaskDetail; answer: Answer; data: ReturnType<typeof hintsOf>; isOpen: boolean };
function TaskForm({ task, answer, data, isOpen }: FormProps) {
  const { t } = useTranslation('inbox');
  const language = useAppearance((state) => state.language);
  if (!task.form || answer.form.filled.visible.length === 0) return null;
  return (
    <section aria-labelledby="inbox-form">
      <h2 id="inbox-form">{textIn(task.form.name, language, task.processLang, t('form'))}</h2>
      <FormFields
        handle={answer.form}
        lang={task.processLang}
        data={data}
        instanceId={task.instanceId}
        isReadOnly={!isOpen || !task.can.includes('complete')}
      />
    </section>
  );
}
