import { type FigureId, figureIds, type SetBaseline } from '@fortnight/shared/contract';
import { Button, Input, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { isOfStep, toWire, typedIn } from './typed-figures.ts';
import { useSteps } from './use-element-names.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useIterationChange } from './use-iteration-change.ts';

interface Typed {
  readonly figure: FigureId;
  readonly elementId?: string | undefined;
  readonly value?: number | undefined;
  readonly cases?: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly source: string;
}
const nothing: Typed = { figure: 'cycleTime', from: '', to: '', source: '' };

/** What is sent of it; nothing while something lacks. */
function bodyOf({ figure, elementId, value, cases, from, to, source }: Typed): SetBaseline | undefined {
  if (value === undefined || from === '' || to === '' || source.trim() === '') return undefined;
  if (isOfStep(figure) && elementId === undefined) return undefined;
  return {
    ...{ figure, value: toWire(value, typedIn(figure)), from, to, source: source.trim() },
    ...(isOfStep(figure) && elementId !== undefined && { elementId }),
    ...(cases !== undefined && { cases }),
  };
}

/** One baseline by hand: how much, on how many cases, of when, and where it comes from. */
export function BaselineForm({ processId }: { processId: string }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const words = useFigureWords();
  const steps = useSteps(processId);
  const id = useId();
  const [typed, setTyped] = useState(nothing);
  const body = bodyOf(typed);
  const save = useIterationChange({
    change: async () => body && api.setBaseline(processId, body),
    onDone: () => setTyped(nothing),
    isTold: false,
  });
  const change = (next: Partial<Typed>) => setTyped({ ...typed, ...next });
  const { figure, elementId, value, cases, source } = typed;
  return (
    <div className="iterations-form">
      <div className="iterations-pair">
        <div>
          <label htmlFor={`${id}-figure`}>{t('plan.figure')}</label>
          <Select<FigureId>
            id={`${id}-figure`}
            value={figure}
            options={figureIds.map((each) => ({ value: each, label: words.name(each, t('plan.aStep')) }))}
            onChange={(next) => change({ figure: next, elementId: undefined, value: undefined })}
          />
        </div>
        <div>
          <label htmlFor={`${id}-value`}>{t('baselines.value')}</label>
          <InputNumber
            id={`${id}-value`}
            min={0}
            {...(typedIn(figure) === 'share' && { max: 100 })}
            suffix={t(`typedIn.${typedIn(figure)}`)}
            value={value ?? null}
            onChange={(next) => change({ value: next ?? undefined })}
          />
        </div>
      </div>
      {isOfStep(figure) && (
        <div>
          <label htmlFor={`${id}-step`}>{t('plan.step')}</label>
          <Select
            id={`${id}-step`}
            value={elementId ?? null}
            options={steps.map((step) => ({ value: step.id, label: step.name }))}
            onChange={(next?: string | null) => change({ elementId: next ?? undefined })}
          />
        </div>
      )}
      <div className="iterations-pair">
        {(['from', 'to'] as const).map((end) => (
          <div key={end}>
            <label htmlFor={`${id}-${end}`}>{t(`baselines.${end}`)}</label>
            <Input
              id={`${id}-${end}`}
              type="date"
              value={typed[end]}
              onChange={({ target }) => change({ [end]: target.value })}
            />
          </div>
        ))}
        <div>
          <label htmlFor={`${id}-cases`}>{t('baselines.cases')}</label>
          <InputNumber
            id={`${id}-cases`}
            min={1}
            precision={0}
            placeholder={t('baselines.casesHint')}
            value={cases ?? null}
            onChange={(next) => change({ cases: next ?? undefined })}
          />
        </div>
        <div>
          <label htmlFor={`${id}-source`}>{t('baselines.source')}</label>
          <Input
            id={`${id}-source`}
            maxLength={500}
            placeholder={t('baselines.sourceHint')}
            value={source}
            onChange={({ target }) => change({ source: target.value })}
          />
        </div>
      </div>
      {save.error && <ProblemBanner title={refusalText(save.error)} />}
      <div>
        <Button disabled={body === undefined} loading={save.isPending} onClick={() => save.mutate()}>
          {t('baselines.do')}
        </Button>
      </div>
    </div>
  );
}
