import { isMetricKind, isTargetNumber, type MetricSpec, metricKinds } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import type { ProcessView, Rule } from '../process-view.ts';

/** The metrics of a process are figures with targets that can be measured. */
export const metrics: Rule = (view) => view.process.extension.metrics.flatMap((metric) => metricFinding(view, metric));

function metricFinding({ process, nodes }: ProcessView, { id, kind, element, target }: MetricSpec): Finding[] {
  const field = `metric.${id}`;
  if (!isMetricKind(kind))
    return [
      warning(process.id, 'metric-unknown', {
        field,
        message: `The metric "${id}" is of the figure "${kind}", which is not measured.`,
        hint: `Choose one of ${Object.keys(metricKinds).join(', ')}.`,
        params: { found: kind },
      }),
    ];
  const { writtenIn, isOfStep } = metricKinds[kind];
  const isThere = element !== undefined && nodes.some((node) => node.id === element);
  if (isOfStep ? !isThere : element !== undefined)
    return [
      warning(process.id, 'metric-step', {
        field,
        message: isOfStep
          ? `The metric "${id}" is of one step; expected the id of one, found "${element ?? ''}".`
          : `The metric "${id}" is of whole cases; expected no step, found "${element ?? ''}".`,
        hint: isOfStep ? 'Choose the step.' : 'Remove the step.',
        params: { figure: kind, found: element ?? '' },
      }),
    ];
  if (target === undefined || (writtenIn === 'duration' ? isIsoDuration(target) : isTargetNumber(target, writtenIn))) return [];
  if (writtenIn === 'duration')
    return [
      error(process.id, 'duration-not-iso', {
        field,
        message: `The target of the metric "${id}" should be an ISO 8601 duration; found "${target}".`,
        hint: 'Write it like P3D.',
        params: { found: target },
      }),
    ];
  return [
    warning(process.id, 'metric-target', {
      field,
      message: `The target of the metric "${id}" should be ${writtenIn === 'share' ? 'a share of 1' : 'a number'}; found "${target}".`,
      hint: writtenIn === 'share' ? 'Write 0.9 for 90 per cent.' : 'Write it like 2.5.',
      params: { figure: kind, found: target },
    }),
  ];
}
