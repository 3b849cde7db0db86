/** ISO 8601 durations of one unit, which is what people mean by a time limit. */
export const units = ['minutes', 'hours', 'days', 'weeks'] as const;
export type Unit = (typeof units)[number];

const patterns: Readonly<Record<Unit, RegExp>> = {
  minutes: /^PT(\d+)M$/,
  hours: /^PT(\d+)H$/,
  days: /^P(\d+)D$/,
  weeks: /^P(\d+)W$/,
};

/** The amount and unit of a duration; `usual` is the unit of an absent one; undefined for anything that has several units. */
export function parseDuration(text: string, usual: Unit = 'hours'): { readonly amount: string; readonly unit: Unit } | undefined {
  if (text === '') return { amount: '', unit: usual };
  for (const unit of units) {
    const amount = patterns[unit].exec(text)?.[1];
    if (amount !== undefined) return { amount, unit };
  }
  return undefined;
}

/** What is no whole number stands as it was typed, so that it can be mended. */
export function writeDuration(amount: string, unit: Unit): string {
  if (!/^\d+$/.test(amount.trim())) return amount;
  const number = amount.trim();
  const written = { minutes: `PT${number}M`, hours: `PT${number}H`, days: `P${number}D`, weeks: `P${number}W` };
  return written[unit];
}
