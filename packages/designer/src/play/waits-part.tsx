import './waits.css';
import type { JsonObject } from '@fortnight/shared/base';
import type { Choice, TaskWait, Wait } from '@fortnight/shared/simulation';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namer, VersionModel } from '../cases/index.ts';
import { capital } from '../naming/index.ts';
import { Icon, type IconName, useFormat } from '../ui/index.ts';
import { look } from './look.ts';
import { TaskWaitCard } from './task-wait.tsx';
import { WithValues } from './value-rows.tsx';

interface Props {
  readonly waits: readonly Wait[];
  readonly model: VersionModel;
  readonly namer: Namer;
  readonly variables: JsonObject;
  readonly onChoose: (choice: Choice) => void;
}

const icons: Readonly<Record<Wait['kind'], IconName>> = {
  task: 'user',
  approval: 'stamp',
  review: 'shield',
  job: 'operations',
  call: 'split',
  message: 'mail',
  signal: 'mail',
  condition: 'split',
  timer: 'clock',
  activity: 'plus',
  incident: 'warn',
};

/** What the case waits for, an element a group, with a button for every choice. */
export function WaitsPart(props: Props) {
  const { t } = useTranslation('play');
  const groups = [...Map.groupBy(props.waits, ({ elementId, kind }) => `${kind === 'timer' ? 1 : 0} ${elementId}`)].sort(
    ([one], [other]) => Number(one[0]) - Number(other[0]),
  );
  return groups.length === 0 ? (
    <p className="ui-second">{t('waits.nothing')}</p>
  ) : (
    groups.map(([key, waits], index) => <WaitGroup key={key} {...props} waits={waits} isNext={index === 0 && !isTime(waits)} />)
  );
}

const isTime = (waits: readonly Wait[]): boolean => waits.every(({ kind }) => kind === 'timer' || kind === 'condition');

function WaitGroup({ waits, isNext, ...props }: Props & { readonly isNext: boolean }) {
  const { t } = useTranslation('play');
  const id = useId();
  const [first] = waits;
  if (!first) return null;
  const votes = 'votes' in first ? first.votes : undefined;
  return (
    <section
      aria-labelledby={id}
      className={`play-wait${first.kind === 'incident' ? ' is-incident' : ''}${isNext ? ' is-next' : ''}`}
    >
      {isNext && <p className="play-next">{t('waits.next')}</p>}
      <h3 id={id} className={`play-wait-${first.kind}`}>
        <Icon name={icons[first.kind]} />{' '}
        {capital(t(`waits.title.${first.kind}`, { element: props.namer.element(first.elementId) }))}
      </h3>
      {votes && <p className="ui-second ui-small">{t('waits.votes', { cast: votes.cast, needed: votes.needed })}</p>}
      {waits.map((wait, index) => (
        <WaitChoices key={wait.id} {...props} wait={wait} isNext={isNext && index === 0} />
      ))}
    </section>
  );
}

const isTask = (wait: Wait): wait is TaskWait => wait.kind === 'task' || wait.kind === 'approval' || wait.kind === 'review';

interface ChoicesProps extends Omit<Props, 'waits'> {
  readonly wait: Wait;
  /** What to do next: its button is the primary one. */
  readonly isNext: boolean;
}

function WaitChoices({ wait, model, namer, variables, onChoose, isNext }: ChoicesProps) {
  const { t } = useTranslation('play');
  const format = useFormat();
  const { elementId, which } = wait;
  const at = { elementId, ...(which > 0 && { which }) };
  const names = (model.process?.extension.data ?? []).map(({ name }) => name);
  const bringing = (values: JsonObject) => (Object.keys(values).length > 0 ? { variables: values } : {});
  if (isTask(wait)) return <TaskWaitCard {...{ wait, model, namer, variables, onChoose, isNext }} />;
  switch (wait.kind) {
    case 'incident':
      return (
        <>
          <p>{wait.message}</p>
          <Button {...look(isNext)} onClick={() => onChoose({ do: 'resolveIncident', ...at })}>
            {t('waits.tryAgain')}
          </Button>
        </>
      );
    case 'job':
      return (
        <>
          <p className="ui-second ui-small">{t('waits.job', { type: wait.jobType, count: wait.retries })}</p>
          <WithValues
            isNext={isNext}
            names={names}
            action={t('waits.jobDone')}
            onSend={(values) => onChoose({ do: 'completeJob', ...at, ...bringing(values) })}
          />
          <div className="play-buttons">
            <Button size="small" danger onClick={() => onChoose({ do: 'failJob', ...at, message: t('waits.jobFailedBecause') })}>
              {t('waits.jobFails')}
            </Button>
            <ThrowButton model={model} onThrow={(errorCode) => onChoose({ do: 'throwError', ...at, errorCode })} />
          </div>
        </>
      );
    case 'call':
      return (
        <>
          <p className="ui-second ui-small">{t('waits.call', { process: wait.calledElement })}</p>
          <WithValues
            isNext={isNext}
            names={names}
            action={t('waits.callDone')}
            onSend={(values) => onChoose({ do: 'completeCall', ...at, ...bringing(values) })}
          />
          <div className="play-buttons">
            <ThrowButton model={model} onThrow={(errorCode) => onChoose({ do: 'failCall', ...at, errorCode })} />
          </div>
        </>
      );
    case 'message':
      return (
        <WithValues
          isNext={isNext}
          names={names}
          action={t('waits.message', { name: wait.name })}
          onSend={(values) => onChoose({ do: 'deliverMessage', ...at, ...bringing(values) })}
        />
      );
    case 'signal':
      return (
        <WithValues
          isNext={isNext}
          names={names}
          action={t('waits.signal', { name: wait.name })}
          onSend={(values) => onChoose({ do: 'deliverSignal', name: wait.name, ...bringing(values) })}
        />
      );
    case 'activity':
      return (
        <Button {...look(isNext)} onClick={() => onChoose({ do: 'startActivity', elementId })}>
          {t('waits.begin')}
        </Button>
      );
    case 'condition':
      return <p className="ui-second ui-small">{t('waits.condition')}</p>;
    case 'timer':
      return (
        <p className="ui-second ui-small">
          {t(`waits.timer.${wait.purpose}`, { when: format.full(new Date(wait.dueAt).toISOString()) })}
        </p>
      );
  }
}

/** Throws an error that something in the drawing catches; without such, there is nothing to throw. */
function ThrowButton({ model, onThrow }: { model: VersionModel; onThrow: (errorCode: string) => void }) {
  const { t } = useTranslation('play');
  return errorCodesIn(model).map((errorCode) => (
    <Button key={errorCode} size="small" danger onClick={() => onThrow(errorCode)}>
      {t('waits.throws', { code: errorCode })}
    </Button>
  ));
}

const errorCodesIn = ({ bpmn }: VersionModel): readonly string[] => [
  ...new Set([...bpmn.matchAll(/\berrorCode="([^"<&]+)"/g)].flatMap(([, code]) => code ?? [])),
];
