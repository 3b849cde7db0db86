import { type FigureId, figureIds, type Iteration, limits, type Process, type TargetInput } from '@fortnight/shared/contract';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';
import { isOfStep, toTyped, toWire, typedIn } from './typed-figures.ts';
import { useSteps } from './use-element-names.ts';
import { useFigureWords } from './use-figure-words.ts';

/** A target as it is being typed: in days, hours or per cent. */
export interface DraftTarget {
  readonly key: number;
  readonly figure: FigureId;
  readonly elementId: string | undefined;
  readonly target: number | undefined;
  readonly baseline: number | undefined;
}

let keys = 0;
const nextKey = (): number => {
  keys += 1;
  return keys;
};

export function draftOf({ figure, elementId, target, baseline }: Iteration['targets'][number]): DraftTarget {
  const measure = typedIn(figure);
  return {
    key: nextKey(),
    figure,
    elementId: elementId ?? undefined,
    target: toTyped(target, measure),
    baseline: baseline.isTyped && baseline.value !== null ? toTyped(baseline.value, measure) : undefined,
  };
}

/** One that the process is to reach, whatever the iteration. */
export function usualDraft({ figure, elementId, target }: NonNullable<Process['outline']>['targets'][number]): DraftTarget {
  const value = toTyped(target, typedIn(figure));
  return { key: nextKey(), figure, elementId: elementId ?? undefined, target: value, baseline: undefined };
}

/** What is sent of it; nothing while something lacks. */
export function inputOf({ figure, elementId, target, baseline }: DraftTarget): readonly TargetInput[] {
  if (target === undefined || (isOfStep(figure) && elementId === undefined)) return [];
  const measure = typedIn(figure);
  return [
    {
      figure,
      ...(isOfStep(figure) && elementId !== undefined && { elementId }),
      target: toWire(target, measure),
      ...(baseline !== undefined && { baseline: toWire(baseline, measure) }),
    },
  ];
}

interface Props {
  readonly processId: string | undefined;
  readonly targets: readonly DraftTarget[];
  readonly onChange: (targets: readonly DraftTarget[]) => void;
}

/** The figures that are to change, from where to where. */
export function TargetFields({ processId, targets, onChange }: Props) {
  const { t } = useTranslation('iterations');
  const add = () => {
    const figure = figureIds.find((id) => !targets.some((target) => target.figure === id)) ?? 'cycleTime';
    onChange([...targets, { key: nextKey(), figure, elementId: undefined, target: undefined, baseline: undefined }]);
  };
  const change = (key: number, next: Partial<DraftTarget>) =>
    onChange(targets.map((target) => (target.key === key ? { ...target, ...next } : target)));
  return (
    <fieldset className="iterations-targets">
      <legend>{t('plan.targets')}</legend>
      <p className="ui-second ui-small">{t('plan.targetsNote')}</p>
      {targets.map((target) => (
        <TargetRow
          key={target.key}
          processId={processId}
          target={target}
          onChange={(next) => change(target.key, next)}
          onRemove={() => onChange(targets.filter(({ key }) => key !== target.key))}
        />
      ))}
      {targets.length < limits.iterationTargets && (
        <button type="button" className="iterations-add" onClick={add}>
          <Icon name="plus" size={14} />
          {t('plan.addTarget')}
        </button>
      )}
    </fieldset>
  );
}

interface RowProps {
  readonly processId: string | undefined;
  readonly target: DraftTarget;
  readonly onChange: (next: Partial<DraftTarget>) => void;
  readonly onRemove: () => void;
}

function TargetRow({ processId, target, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('iterations');
  const words = useFigureWords();
  const steps = useSteps(processId);
  const step = steps.find(({ id }) => id === target.elementId)?.name;
  const name = words.name(target.figure, step ?? t('plan.aStep'));
  const suffix = t(`typedIn.${typedIn(target.figure)}`);
  return (
    <div className="iterations-target">
      <Select<FigureId>
        aria-label={t('plan.figure')}
        popupMatchSelectWidth={false}
        value={target.figure}
        options={figureIds.map((id) => ({ value: id, label: words.name(id, t('plan.aStep')) }))}
        onChange={(figure) => onChange({ figure, elementId: undefined, target: undefined, baseline: undefined })}
      />
      {isOfStep(target.figure) && (
        <Select
          aria-label={t('plan.step')}
          placeholder={t('plan.step')}
          value={target.elementId ?? null}
          options={steps.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(elementId?: string | null) => onChange({ elementId: elementId ?? undefined })}
        />
      )}
      {(['baseline', 'target'] as const).map((end) => (
        <InputNumber
          key={end}
          aria-label={t(`plan.${end}Of`, { name })}
          placeholder={t(end === 'baseline' ? 'plan.measured' : 'plan.target')}
          min={0}
          suffix={suffix}
          value={target[end] ?? null}
          onChange={(value) => onChange({ [end]: value ?? undefined })}
        />
      ))}
      <Button type="text" icon={<Icon name="close" />} aria-label={t('plan.removeTarget', { name })} onClick={onRemove} />
    </div>
  );
}
