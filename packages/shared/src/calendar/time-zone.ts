import { Temporal } from 'temporal-polyfill';

/** Whether a text names a time zone: an IANA name such as `Asia/Shanghai`, or an offset. */
export function isTimeZone(name: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
}
