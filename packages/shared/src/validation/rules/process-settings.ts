import { isTimeZone } from '../../calendar/index.ts';
import { error, type Finding } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import { called, type Rule } from '../process-view.ts';

/** The process's own settings: its zone is known, its metrics have targets that can be measured. */
export const processSettings: Rule = ({ process }) => {
  const { process: settings, metrics } = process.extension;
  const zone = settings.timeZone;
  const targets = metrics.filter(({ kind, target }) => /time$/i.test(kind) && target !== undefined && !isIsoDuration(target));
  return [
    ...(zone === undefined || isTimeZone(zone) ? [] : [zoneUnknown(process, zone)]),
    ...targets.map(({ id, target = '' }) =>
      error(process.id, 'duration-not-iso', {
        field: `metric.${id}`,
        message: `The target of the metric "${id}" should be an ISO 8601 duration; found "${target}".`,
        hint: 'Write it like P3D.',
        params: { found: target },
      }),
    ),
  ];
};

const zoneUnknown = (process: { readonly id: string; readonly name?: string }, found: string): Finding =>
  error(process.id, 'time-zone-unknown', {
    field: 'process.timeZone',
    message: `${called(process)} has the time zone "${found}", which is not known.`,
    hint: 'Write an IANA name, such as Asia/Shanghai or Europe/Berlin.',
    params: { found },
  });
