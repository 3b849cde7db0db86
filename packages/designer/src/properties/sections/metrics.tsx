import { figureIds } from '@fortnight/shared/contract';
import { isMetricKind, metricKinds, stepsWithFigures } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { addExtension, extensionsOf, type ModdleElement, removeExtension, setValues, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { parseDuration } from '../fields/duration.ts';
import { DurationField } from '../fields/duration-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel } from '../panel-context.ts';
import { useDocument } from '../use-document.ts';

const writtenInOf = (kind: string) => (isMetricKind(kind) ? metricKinds[kind].writtenIn : 'number');
const isOfStep = (kind: string) => isMetricKind(kind) && metricKinds[kind].isOfStep;

/** A share as per cent, and back; what is neither stays as it was typed. */
const toPercent = (share: string): string => (isPlain(share) ? String(Number((Number(share) * 100).toPrecision(12))) : share);
const toShare = (percent: string): string => {
  const text = percent.replace(/\s*%$/, '');
  return isPlain(text) ? String(Number((Number(text) / 100).toPrecision(12))) : percent;
};
const isPlain = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/** What the figures of the process are to reach: it travels with the version, and an iteration begins with it. */
export function MetricsSection({ process }: { process: ModdleElement }) {
  const { t } = useTranslation(['design', 'iteration']);
  const { editor, element } = usePanel();
  const metrics = extensionsOf(process, 'fortnight:Metric');
  const set = (item: ModdleElement, values: Readonly<Record<string, string>>) => setValues(editor, element, item, values);
  const nameOf = (kind: string) =>
    isMetricKind(kind) ? t(`iteration:figure.${kind}`, { element: t('properties.metrics.aStep') }) : kind;
  const shown = (kind: string, target: string): string => {
    if (target === '') return '';
    if (writtenInOf(kind) === 'share') return `${toPercent(target)} %`;
    const parsed = writtenInOf(kind) === 'duration' ? parseDuration(target, 'days') : undefined;
    return parsed ? `${parsed.amount} ${t(`properties.duration.${parsed.unit}`)}` : target;
  };
  const add = () => {
    const taken = new Set(metrics.map((metric) => textOf(metric, 'id')));
    const kind = figureIds.find((id) => !isOfStep(id) && !metrics.some((metric) => textOf(metric, 'kind') === id));
    let [id, number] = [kind ?? 'cycleTime', 2] as [string, number];
    while (taken.has(id)) id = `${kind ?? 'cycleTime'}${number++}`;
    addExtension(editor, element, 'fortnight:Metric', { id, kind: kind ?? 'cycleTime' }, process);
  };
  return (
    <Section
      name="metrics"
      title={t('properties.metrics.title')}
      summary={metrics.length ? String(metrics.length) : undefined}
      isFolded
    >
      <ListEditor
        label={t('properties.metrics.title')}
        items={metrics}
        addLabel={t('properties.metrics.add')}
        onAdd={add}
        onRemove={(item) => removeExtension(editor, element, item, process)}
        summary={(item) => (
          <>
            <span className="ui-trunc">{nameOf(textOf(item, 'kind'))}</span>
            <small>{shown(textOf(item, 'kind'), textOf(item, 'target'))}</small>
          </>
        )}
      >
        {(item) => (
          <>
            <ChoiceField
              label={t('properties.metrics.figure')}
              value={textOf(item, 'kind')}
              choices={figureIds.map((value) => ({ value, label: nameOf(value) }))}
              onChange={(kind) =>
                set(item, {
                  kind,
                  ...(writtenInOf(kind) !== writtenInOf(textOf(item, 'kind')) && { target: '' }),
                  ...(!isOfStep(kind) && { element: '' }),
                })
              }
            />
            {isOfStep(textOf(item, 'kind')) && <StepField process={process} item={item} set={set} />}
            <Target item={item} set={set} />
          </>
        )}
      </ListEditor>
    </Section>
  );
}

interface Row {
  readonly item: ModdleElement;
  readonly set: (item: ModdleElement, values: Readonly<Record<string, string>>) => void;
}

function StepField({ process, item, set }: Row & { process: ModdleElement }) {
  const { t } = useTranslation('design');
  const model = useDocument();
  const node = model?.processes.find(({ id }) => id === textOf(process, 'id'));
  const steps = node ? stepsWithFigures(node) : [];
  const value = textOf(item, 'element');
  const choices = steps.map(({ id, name }) => ({ value: id, label: name ?? id }));
  return (
    <ChoiceField
      label={t('properties.metrics.step')}
      value={value}
      choices={value === '' || steps.some(({ id }) => id === value) ? choices : [...choices, { value, label: value }]}
      onChange={(element) => set(item, { element })}
    />
  );
}

function Target({ item, set }: Row) {
  const { t } = useTranslation('design');
  const writtenIn = writtenInOf(textOf(item, 'kind'));
  const value = textOf(item, 'target');
  if (writtenIn === 'duration')
    return (
      <DurationField
        label={t('properties.metrics.target')}
        usualUnit="days"
        value={value}
        onCommit={(target) => set(item, { target })}
      />
    );
  const isShare = writtenIn === 'share';
  return (
    <TextField
      label={t(isShare ? 'properties.metrics.percent' : 'properties.metrics.perHour')}
      placeholder={isShare ? '90' : '2.5'}
      value={isShare ? toPercent(value) : value}
      onCommit={(text) => set(item, { target: isShare ? toShare(text) : text })}
    />
  );
}
