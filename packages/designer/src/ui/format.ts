/** Figures, money and times as a reader of one language in one time zone expects them. Pure: the clock is passed in. */
import type { Language } from '@fortnight/shared/i18n';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' };
const dayMs = 86_400_000;

export interface FormatOptions {
  readonly language: Language;
  /** IANA name; the browser's own when it is left out. */
  readonly timeZone?: string | undefined;
  /** Epoch ms, UTC. */
  readonly now: () => number;
}

type Instant = string | number;

const toMs = (at: Instant): number => (typeof at === 'number' ? at : Date.parse(at));

/** How far a day lies from another in a zone: 0 today, 1 tomorrow, -1 yesterday. */
function daysApart(atMs: number, nowMs: number, timeZone: string | undefined): number {
  const dayOf = (ms: number): number =>
    Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms));
  return Math.round((dayOf(atMs) - dayOf(nowMs)) / dayMs);
}

/** The parts of a span that a reader needs: `1 h 25 min`, `19 h`, `3 d 4 h`. Never more than two. */
export function spanParts(
  ms: number,
): readonly { readonly unit: 'days' | 'hours' | 'minutes' | 'seconds'; readonly count: number }[] {
  const whole = Math.max(0, Math.round(Math.abs(ms) / 1000));
  if (whole < 60) return [{ unit: 'seconds', count: whole }];
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return [{ unit: 'minutes', count: minutes }];
  const hours = Math.floor(minutes / 60);
  if (hours < 10 && minutes % 60 > 0 && hours < 3)
    return [
      { unit: 'hours', count: hours },
      { unit: 'minutes', count: minutes % 60 },
    ];
  if (hours < 72) return [{ unit: 'hours', count: hours }];
  const days = Math.floor(hours / 24);
  if (days >= 10 || hours % 24 === 0) return [{ unit: 'days', count: days }];
  return [
    { unit: 'days', count: days },
    { unit: 'hours', count: hours % 24 },
  ];
}

const relativeUnits = [
  { unit: 'week', ms: 7 * dayMs, from: 4 * 7 * dayMs },
  { unit: 'day', ms: dayMs, from: dayMs },
  { unit: 'hour', ms: 3_600_000, from: 3_600_000 },
  { unit: 'minute', ms: 60_000, from: 60_000 },
] as const;

/** A calendar date: `Tue`, `24`, `24 Nov`, `Tue 24 Nov`. */
export interface CalendarDay {
  readonly weekday: string;
  readonly number: string;
  readonly date: string;
  readonly both: string;
  /** With its year: `31 Dec 2025`. */
  readonly dated: string;
}

export function createFormat({ language, timeZone, now }: FormatOptions) {
  const locale = locales[language];
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const clock = inZone({ hour: '2-digit', minute: '2-digit' });
  const weekday = inZone({ weekday: 'short' });
  const shortDate = inZone({ day: 'numeric', month: 'short' });
  const yearDate = inZone({ day: 'numeric', month: 'short', year: 'numeric' });
  const longDate = inZone({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const apart = (at: Instant) => daysApart(toMs(at), now(), timeZone);
  const isThisYear = (at: Instant) => inZone({ year: 'numeric' }).format(toMs(at)) === inZone({ year: 'numeric' }).format(now());

  const time = (at: Instant): string => clock.format(toMs(at));
  /** A date as short as it can be told apart: `18 Nov`, `12 Feb 2027`. */
  const date = (at: Instant): string => (isThisYear(at) ? shortDate : yearDate).format(toMs(at));
  /** The day in a list: `Today`, `Tomorrow`, `Fri`, then the date. */
  const day = (at: Instant): string => {
    const days = apart(at);
    if (Math.abs(days) <= 1) {
      const text = relative.format(days, 'day');
      return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
    }
    return Math.abs(days) < 7 ? weekday.format(toMs(at)) : date(at);
  };
  /** When, as short as it is clear: `14:32` today, `Fri 16:45` this week, `18 Nov 14:10` after. */
  const when = (at: Instant): string => {
    const days = Math.abs(apart(at));
    if (days === 0) return time(at);
    return `${days < 7 ? weekday.format(toMs(at)) : date(at)} ${time(at)}`;
  };
  /** Until when: a weekday alone would say that what was due last Thursday is due tomorrow. */
  const due = (at: Instant): string => (apart(at) < -1 ? `${date(at)} ${time(at)}` : when(at));
  /** How long ago or until: `32 days ago`, `in 3 hours`. */
  const ago = (at: Instant): string => {
    const difference = toMs(at) - now();
    const unit = relativeUnits.find(({ from }) => Math.abs(difference) >= from);
    return unit ? relative.format(Math.round(difference / unit.ms), unit.unit) : relative.format(0, 'minute');
  };
  const number = (value: number, maximumFractionDigits = 2): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
  /** Counts and sums in little room: `68.4M`, `6840万`. */
  const compact = (value: number): string =>
    new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  /** `CNY 480,000` in English, `¥480,000` in Chinese; an amount whose currency nobody named stays a number. */
  const money = (value: number, currency?: string): string => {
    if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return number(value);
    const fraction = Number.isInteger(value) ? 0 : 2;
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: language === 'en' ? 'code' : 'symbol',
      minimumFractionDigits: fraction,
      maximumFractionDigits: 2,
    }).format(value);
  };
  /** An amount in little room: `CNY 68.4M` in English, `¥6840万` in Chinese. */
  const shortMoney = (value: number, currency: string): string => {
    if (!/^[A-Z]{3}$/.test(currency)) return compact(value);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: language === 'en' ? 'code' : 'symbol',
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    }).format(value);
  };
  /** What stands before an amount that is typed: `CNY` in English, `¥` in Chinese. */
  const currencySign = (currency: string): string => {
    const parts = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: language === 'en' ? 'code' : 'symbol',
    }).formatToParts(0);
    return parts.find(({ type }) => type === 'currency')?.value ?? currency;
  };
  const percent = (share: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  /** `1.8 GB`. */
  const bytes = (size: number): string => {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
    const unit = units[step] ?? 'byte';
    if (unit === 'byte') return `${number(size)} B`;
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: step < 2 ? 0 : 1,
    }).format(size / 1000 ** step);
  };
  /** A date of the calendar, `2026-11-24`, which is the same in every zone. */
  const calendarDay = (of: string): CalendarDay => {
    const at = Date.parse(`${of.slice(0, 10)}T12:00:00Z`);
    const inUtc = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);
    return {
      weekday: inUtc({ weekday: 'short' }),
      number: inUtc({ day: 'numeric' }),
      date: inUtc({ day: 'numeric', month: 'short' }),
      both: inUtc({ weekday: 'short', day: 'numeric', month: 'short' }).replace(',', ''),
      dated: inUtc({ day: 'numeric', month: 'short', year: 'numeric' }),
    };
  };
  const full = (at: Instant): string => `${yearDate.format(toMs(at))} ${time(at)}`;
  return {
    time,
    date,
    day,
    when,
    due,
    ago,
    number,
    compact,
    money,
    shortMoney,
    currencySign,
    percent,
    bytes,
    /** `Monday 23 November 2026`. */
    longDate: (at: Instant): string => longDate.format(toMs(at)),
    /** Date with year and time: for records and tooltips. */
    full,
    calendarDay,
    /** Days from today in the reader's zone. */
    daysFromToday: apart,
  };
}

export type Format = ReturnType<typeof createFormat>;
