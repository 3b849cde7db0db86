import type { DataSpec, MetricSpec, ProcessSpec } from './extension.ts';
import { type ModdleElement, present, textOf } from './moddle-element.ts';
import type { ProcessExtension } from './model.ts';
import { readDocumentation, readLabels } from './read-extension.ts';
import { isTrue, texts } from './read-values.ts';
import type { Reading } from './reading.ts';

/** Reads what the extension says about a process as a whole. */
export function readProcessExtension(process: ModdleElement, reading: Reading): ProcessExtension {
  return {
    process: readProcessSpec(process, reading),
    metrics: reading.tags(process, 'fortnight', 'metric').map(readMetric),
    data: reading.tags(process, 'fortnight', 'data').map(readData),
    labels: readLabels(process, reading),
    ...present({ documentation: readDocumentation(process, reading) }),
  };
}

function readProcessSpec(process: ModdleElement, reading: Reading): ProcessSpec {
  const spec = reading.tags(process, 'fortnight', 'process')[0];
  const starters = textOf(spec, 'candidateStarters') ?? reading.attribute(process, 'camunda', 'candidateStarterGroups');
  return {
    uniqueBusinessKey: isTrue(spec, 'uniqueBusinessKey'),
    candidateStarters: texts(starters),
    ...present({
      lang: textOf(spec, 'lang'),
      timeZone: textOf(spec, 'timeZone'),
      caseName: textOf(spec, 'caseName'),
      calendar: textOf(spec, 'calendar'),
      startForm: textOf(spec, 'startForm'),
    }),
  };
}

const readMetric = (metric: ModdleElement): MetricSpec => ({
  id: textOf(metric, 'id') ?? '',
  kind: textOf(metric, 'kind') ?? '',
  ...present({ element: textOf(metric, 'element'), target: textOf(metric, 'target') }),
});

const readData = (data: ModdleElement): DataSpec => ({
  name: textOf(data, 'name') ?? '',
  type: textOf(data, 'type') ?? 'text',
  personal: isTrue(data, 'personal'),
  ...present({
    currency: textOf(data, 'currency'),
    purpose: textOf(data, 'purpose'),
    retention: textOf(data, 'retention'),
  }),
});
