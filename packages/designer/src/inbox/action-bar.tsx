import type { OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { Button, Dropdown, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutcomeName, weightOf } from '../cases/index.ts';
import { Icon, Kbd, stopSecondClick, useFormat } from '../ui/index.ts';
import { keptAnswers } from './kept-answers.ts';
import { TimeLimit } from './time-limit.tsx';
import type { Answer } from './use-answer.ts';

export interface ActionBarProps {
  readonly task: TaskDetail;
  readonly answer: Answer;
  readonly onChoose: (choice: OutcomeChoice | undefined, to?: string) => void;
  readonly onTake: () => void;
  readonly onGiveBack: () => void;
  readonly onHandOver: () => void;
  readonly isPhone: boolean;
  readonly isTaking: boolean;
}

/** What can be done with the task now; always in sight. The next task's comes in its place: a double click decides once. */
export function ActionBar(props: ActionBarProps) {
  const { task, answer, isPhone } = props;
  const { t } = useTranslation('inbox');
  const mayAnswer = task.can.includes('complete');
  return (
    <footer className="inbox-actions">
      {mayAnswer && <CommentField {...props} />}
      {answer.lack === 'form' && (
        <small className="inbox-lacks" role="alert">
          {t('formIncomplete')}
        </small>
      )}
      <div className="inbox-buttons" onClickCapture={stopSecondClick}>
        {!isPhone && <TimeLimit task={task} />}
        <span className="ui-grow" />
        {isPhone ? <PhoneButtons {...props} /> : <WideButtons {...props} />}
      </div>
    </footer>
  );
}

function CommentField({ task, answer }: ActionBarProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const id = useId();
  const savedAt = keptAnswers.savedFor(task)?.savedAt;
  const lacks = answer.lack === 'comment';
  const hint = task.kind === 'review' ? 'reasonFor' : task.kind === 'approval' ? 'commentFor' : 'commentOptional';
  return (
    <div className="inbox-comment">
      <label htmlFor={id}>
        {t(task.kind === 'review' ? 'reason' : task.kind === 'approval' ? 'commentOnDecision' : 'comment')}
      </label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 1, maxRows: 5 }}
        placeholder={t(hint)}
        value={answer.comment}
        aria-invalid={lacks}
        {...(lacks && { status: 'error' as const, 'aria-describedby': `${id}-lacks` })}
        onChange={({ target }) => answer.setComment(target.value)}
        onKeyDown={({ key, currentTarget, nativeEvent }) => {
          if (key === 'Escape' && !nativeEvent.isComposing) currentTarget.blur();
        }}
      />
      <small className="inbox-kept ui-third">{savedAt !== undefined && t('saved', { when: format.when(savedAt) })}</small>
      {lacks && (
        <small id={`${id}-lacks`} className="inbox-lacks" role="alert">
          {t('commentNeeded')}
        </small>
      )}
    </div>
  );
}

const isWeight =
  (...weights: readonly ReturnType<typeof weightOf>[]) =>
  (choice: OutcomeChoice) =>
    weights.includes(weightOf(choice));

function WideButtons({ task, isTaking, onChoose, onTake, onGiveBack, onHandOver }: ActionBarProps) {
  const { t } = useTranslation('inbox');
  const outcomeName = useOutcomeName();
  const mayAnswer = task.can.includes('complete');
  const mayTake = task.can.includes('claim') && task.assignee === null;
  const choices = mayAnswer ? task.choices : [];
  return (
    <>
      {task.can.includes('unclaim') && task.assignee !== null && task.candidateGroups.length > 0 && (
        <Button type="text" loading={isTaking} onClick={onGiveBack}>
          {t('giveBack')}
        </Button>
      )}
      {task.can.includes('delegate') && (
        <Button type="text" onClick={onHandOver}>
          {t('handOver')}
        </Button>
      )}
      {mayTake && (
        <Button type={mayAnswer ? 'default' : 'primary'} loading={isTaking} onClick={onTake}>
          {t('take')}
        </Button>
      )}
      {choices.filter(isWeight('reject')).map((choice, index) => (
        <Button key={choice.id} danger onClick={() => onChoose(choice)}>
          {outcomeName(choice)} {index === 0 && <Kbd>R</Kbd>}
        </Button>
      ))}
      <SendBackButton task={task} onChoose={onChoose} />
      {choices.filter(isWeight('other')).map((choice) => (
        <Button key={choice.id} {...(isOnly(task) && { type: 'primary' as const })} onClick={() => onChoose(choice)}>
          {outcomeName(choice)}
        </Button>
      ))}
      <PrimaryButton task={task} onChoose={onChoose} />
    </>
  );
}

/** The first outcome of a plain task with outcomes is its ordinary way on when nothing else is. */
const isOnly = (task: TaskDetail) => task.choices.length === 1;

function PrimaryButton({ task, onChoose }: Pick<ActionBarProps, 'task' | 'onChoose'>) {
  const { t } = useTranslation('inbox');
  const outcomeName = useOutcomeName();
  if (!task.can.includes('complete')) return null;
  if (task.choices.length === 0)
    return (
      <Button type="primary" icon={<Icon name="check" />} onClick={() => onChoose(undefined)}>
        {t('complete')} <Kbd>A</Kbd>
      </Button>
    );
  return task.choices.filter(isWeight('approve')).map((choice) => (
    <Button key={choice.id} type="primary" icon={<Icon name="check" />} onClick={() => onChoose(choice)}>
      {outcomeName(choice)} <Kbd>A</Kbd>
    </Button>
  ));
}

function SendBackButton({ task, onChoose }: Pick<ActionBarProps, 'task' | 'onChoose'>) {
  const { t } = useTranslation('inbox');
  const choice = task.choices.find(isWeight('sendBack'));
  if (!choice || !task.can.includes('complete')) return null;
  const [only, ...others] = choice.targets;
  if (others.length === 0)
    return (
      <Button {...(only && { title: t('sendBackTo', { name: only.name }) })} onClick={() => onChoose(choice, only?.elementId)}>
        {t('sendBackOnly')}
      </Button>
    );
  const items = choice.targets.map(({ elementId, name }) => ({ key: elementId, label: t('sendBackTo', { name }) }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onChoose(choice, key) }}>
      <Button>{t('sendBack')}</Button>
    </Dropdown>
  );
}

/** On a phone: the way on, the way back and the no as large buttons, everything else behind the dots. */
function PhoneButtons(props: ActionBarProps) {
  const { task, onChoose, onTake, onGiveBack, onHandOver } = props;
  const { t } = useTranslation('inbox');
  const outcomeName = useOutcomeName();
  const mayAnswer = task.can.includes('complete');
  const others = mayAnswer ? task.choices.filter(isWeight('other')) : [];
  const items = [
    ...others.map((choice) => ({
      key: `choose ${choice.id}`,
      label: outcomeName(choice),
      onClick: () => onChoose(choice),
    })),
    ...(task.can.includes('delegate') ? [{ key: 'delegate', label: t('handOver'), onClick: onHandOver }] : []),
    ...(task.can.includes('unclaim') && task.assignee !== null
      ? [{ key: 'unclaim', label: t('giveBack'), onClick: onGiveBack }]
      : []),
  ];
  return (
    <>
      {items.length > 0 && (
        <Dropdown trigger={['click']} placement="topLeft" menu={{ items }}>
          <Button aria-label={t('moreActions')} icon={<Icon name="more" />} />
        </Dropdown>
      )}
      {mayAnswer ? (
        <>
          {task.choices.filter(isWeight('reject')).map((choice) => (
            <Button key={choice.id} danger onClick={() => onChoose(choice)}>
              {outcomeName(choice)}
            </Button>
          ))}
          <SendBackButton task={task} onChoose={onChoose} />
          <PrimaryButton task={task} onChoose={onChoose} />
        </>
      ) : (
        task.can.includes('claim') && (
          <Button type="primary" loading={props.isTaking} onClick={onTake}>
            {t('take')}
          </Button>
        )
      )}
    </>
  );
}
