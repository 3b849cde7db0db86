export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Wall-clock hours `HH:MM`, `from` before `to`; a day's spans may touch. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}
/** Working hours of a place, as a plain snapshot. */
export interface WorkingCalendar {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** A weekday that is left out is free. */
  readonly week: Readonly<Partial<Record<Weekday, readonly Hours[]>>>;
  /** Dated exceptions (`YYYY-MM-DD`): no hours is a holiday, hours make a working day (调休). */
  readonly exceptions: readonly { readonly date: string; readonly name: string; readonly hours: readonly Hours[] }[];
}

/** Thrown when a span cannot be counted; the message says why. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  readonly code: 'bad-duration' | 'bad-calendar' | 'no-working-time' | 'too-far' | 'unknown-calendar';
  constructor(code: CalendarError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const officeHours: readonly Hours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];

/** Monday to Friday 9 to 12 and 13 to 18 o'clock in Shanghai, no holidays. */
export const defaultCalendar: WorkingCalendar = {
  name: 'working',
  timeZone: 'Asia/Shanghai',
  week: { mon: officeHours, tue: officeHours, wed: officeHours, thu: officeHours, fri: officeHours },
  exceptions: [],
};
