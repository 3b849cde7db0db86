import { isTimeZone } from '../../calendar/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** The process's own settings: its zone is known. */
export const processSettings: Rule = ({ process }) => {
  const zone = process.extension.process.timeZone;
  return zone === undefined || isTimeZone(zone) ? [] : [zoneUnknown(process, zone)];
};

const zoneUnknown = (process: { readonly id: string; readonly name?: string }, found: string): Finding =>
  error(process.id, 'time-zone-unknown', {
    field: 'process.timeZone',
    message: `${called(process)} has the time zone "${found}", which is not known.`,
    hint: 'Write an IANA name, such as Asia/Shanghai or Europe/Berlin.',
    params: { found },
  });
