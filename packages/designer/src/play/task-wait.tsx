import type { JsonObject } from '@fortnight/shared/base';
import type { OutcomePlan } from '@fortnight/shared/kernel';
import type { Choice, TaskWait } from '@fortnight/shared/simulation';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Namer, useOutcomeName, type VersionModel, weightOf } from '../cases/index.ts';
import { FormFields, useForm, variableWords } from '../forms/index.ts';
import { nodesOf, partKey, useElementWords } from '../naming/index.ts';
import { Avatar, useAppearance, useFormat, useTimeZone } from '../ui/index.ts';
import { look } from './look.ts';
import { filesOf, withoutFiles } from './play-form.ts';
import { WithValues } from './value-rows.tsx';

interface Props {
  readonly wait: TaskWait;
  readonly model: VersionModel;
  readonly namer: Namer;
  readonly variables: JsonObject;
  readonly onChoose: (choice: Choice) => void;
  readonly isNext: boolean;
}

/** A task, a vote or a review: who does it, with what, and what they say. */
export function TaskWaitCard({ wait, model, namer, variables, onChoose, isNext }: Props) {
  const { t } = useTranslation('play');
  const format = useFormat();
  const id = useId();
  const [by, setBy] = useState(wait.by[0] ?? '');
  const [comment, setComment] = useState('');
  const [to, setTo] = useState<string>();
  const [evidence, setEvidence] = useState<readonly string[]>(() => (wait.evidence ?? []).map((piece) => piece.id));
  const [lacks, setLacks] = useState(false);
  // A vote is given at one click; what goes with it is a second one away.
  const [isOpen, setOpen] = useState(wait.kind === 'task');
  const data = model.process?.extension.data ?? [];
  const asked = model.forms.find((form) => form.id === wait.formRef);
  const timeZone = useTimeZone((state) => state.timeZone);
  const form = useForm(withoutFiles(asked, data), variables, { data, timeZone });
  const { names } = useElementWords(model.process);
  const failed = wait.failed ?? [];

  const complete = (outcome: OutcomePlan | undefined, brought: JsonObject = {}) => {
    if (outcome?.isCommentRequired && comment.trim() === '') {
      setLacks(true);
      setOpen(true);
      return;
    }
    const isBack = outcome?.kind === 'send-back';
    const filled = isBack || outcome?.kind === 'reject' ? form.filled.variables : form.take();
    if (!filled) {
      setOpen(true);
      return;
    }
    const values = { ...filesOf(asked, data), ...filled, ...brought };
    const target = isBack ? (to ?? outcome.to[0]) : undefined;
    onChoose({
      do: 'completeTask',
      elementId: wait.elementId,
      by,
      ...(by === wait.by[0] && wait.which > 0 && { which: wait.which }),
      ...(outcome && { outcome: outcome.id }),
      ...(comment.trim() !== '' && { comment: comment.trim() }),
      ...(target !== undefined && { to: target }),
      ...(wait.evidence && evidence.length > 0 && { evidence }),
      ...(Object.keys(values).length > 0 && { variables: values }),
    });
  };
  const backs = wait.outcomes.filter((outcome) => outcome.kind === 'send-back').flatMap((outcome) => outcome.to);
  return (
    <div className="play-task">
      <div className="play-who">
        <Avatar name={namer.person(by)} id={by} />
        <div className="ui-grow">
          {wait.by.length > 1 ? (
            <Select
              size="small"
              variant="borderless"
              aria-label={t('task.by')}
              value={by}
              options={wait.by.map((value) => ({ value, label: namer.person(value) }))}
              onChange={setBy}
            />
          ) : (
            <span>{namer.person(by)}</span>
          )}
          {wait.approver !== undefined && <div className="ui-second ui-small">{wait.approver}</div>}
          {wait.dueAt !== undefined && (
            <div className="ui-second ui-small">{t('task.until', { when: format.full(new Date(wait.dueAt).toISOString()) })}</div>
          )}
        </div>
      </div>
      {failed.length > 0 && (
        <div className="play-failed">
          <b>{t('task.violated')}</b>
          <ul>
            {failed.map((rule) => (
              <li key={rule.id}>{names.get(partKey(wait.elementId, rule.id)) ?? rule.message ?? variableWords(rule.id)}</li>
            ))}
          </ul>
        </div>
      )}
      {isOpen && asked && <FormFields handle={form} lang={model.process?.extension.process.lang} data={data} />}
      {isOpen && wait.evidence && wait.evidence.length > 0 && (
        <Checkbox.Group
          value={[...evidence]}
          options={wait.evidence.map((piece) => ({
            value: piece.id,
            label: names.get(partKey(wait.elementId, piece.id)) ?? piece.name ?? variableWords(piece.id),
          }))}
          onChange={setEvidence}
        />
      )}
      {isOpen && wait.outcomes.length > 0 && (
        <div className="play-field">
          <label htmlFor={`${id}-comment`}>{t(wait.kind === 'review' ? 'task.reason' : 'task.comment')}</label>
          <Input.TextArea
            id={`${id}-comment`}
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={comment}
            aria-invalid={lacks}
            {...(lacks && { status: 'error' as const })}
            onChange={({ target }) => setComment(target.value)}
          />
          {lacks && (
            <small role="alert" className="play-lacks">
              {t('task.commentNeeded')}
            </small>
          )}
        </div>
      )}
      {isOpen && backs.length > 1 && (
        <div className="play-field">
          <label htmlFor={`${id}-to`}>{t('task.backTo')}</label>
          <Select
            id={`${id}-to`}
            size="small"
            value={to ?? backs[0] ?? null}
            options={backs.map((value) => ({ value, label: namer.element(value) }))}
            onChange={(value) => setTo(value ?? undefined)}
          />
        </div>
      )}
      <Outcomes {...{ wait, model, complete, isNext }} hasForm={asked !== undefined} names={data.map(({ name }) => name)} />
      {!isOpen && (
        <button type="button" className="ui-linklike play-more" onClick={() => setOpen(true)}>
          {t('task.more')}
        </button>
      )}
    </div>
  );
}

interface OutcomesProps {
  readonly wait: TaskWait;
  readonly model: VersionModel;
  readonly complete: (outcome: OutcomePlan | undefined, brought?: JsonObject) => void;
  readonly hasForm: boolean;
  readonly isNext: boolean;
  readonly names: readonly string[];
}

/** A button for every outcome; a task without any is done, with a form or with values. */
function Outcomes({ wait, model, complete, hasForm, names, isNext }: OutcomesProps) {
  const { t } = useTranslation('play');
  const language = useAppearance((state) => state.language);
  const outcomeName = useOutcomeName();
  const node = nodesOf(model.process ?? { nodes: [] }).find(({ id }) => id === wait.elementId);
  if (wait.outcomes.length === 0)
    return hasForm ? (
      <Button {...look(isNext)} onClick={() => complete(undefined)}>
        {t('task.complete')}
      </Button>
    ) : (
      <WithValues isNext={isNext} names={names} action={t('task.complete')} onSend={(values) => complete(undefined, values)} />
    );
  const nameOf = (outcome: OutcomePlan): string => {
    const spec = node?.extension.approval?.outcomes.find(({ id }) => id === outcome.id);
    const label = node?.extension.labels.find((each) => each.for === outcome.id && each.lang === language);
    const kind = wait.kind === 'review' && outcome.id === 'clear' ? 'clear' : outcome.kind;
    return outcomeName({
      id: outcome.id,
      kind,
      ...(spec?.name !== undefined && { name: spec.name }),
      labels: label ? { [language]: label.text } : {},
    });
  };
  return (
    <div className="play-buttons">
      {wait.outcomes.map((outcome, index) => (
        <Button
          key={outcome.id}
          {...look(isNext && index === 0)}
          danger={weightOf(outcome) === 'reject'}
          onClick={() => complete(outcome)}
        >
          {nameOf(outcome)}
        </Button>
      ))}
    </div>
  );
}
