/** The few words on a sales element: how long, how likely, how many, how strict. */
import i18next from 'i18next';
import { elementsOf, extensionOf, type ModdleElement, textOf } from '../../diagram.ts';
import { votersOf } from '../../voters.ts';

const say = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
  i18next.t(`canvas.${key}`, { ns: 'design', ...values });

const units = [
  ['weeks', /(\d+(?:\.\d+)?)W/],
  ['days', /^P[^T]*?(\d+(?:\.\d+)?)D/],
  ['hours', /T[^T]*?(\d+(?:\.\d+)?)H/],
  ['minutes', /T[^T]*?(\d+(?:\.\d+)?)M/],
] as const;

/** An ISO 8601 duration in few letters: `P1DT4H` is `1 d 4 h`; anything else stands as written. */
export function shortDuration(text: string): string {
  const parts = units.flatMap(([unit, pattern]) => {
    const amount = pattern.exec(text)?.[1];
    return amount ? [say(`short.${unit}`, { amount })] : [];
  });
  return text.startsWith('P') && parts.length > 0 ? parts.join(' ') : text;
}

const joined = (parts: readonly string[]) => parts.filter(Boolean).join(' · ');

/** Target days and odds of a stage. */
export function stageFigures(stage: ModdleElement | undefined): string {
  const probability = Number.parseFloat(textOf(stage, 'probability'));
  const odds = Number.isFinite(probability)
    ? new Intl.NumberFormat(i18next.language, { style: 'percent', maximumFractionDigits: 1 }).format(probability)
    : '';
  return joined([shortDuration(textOf(stage, 'target')), odds]);
}

/** How an approval is decided, and by when. */
export function approvalFigures(element: ModdleElement): string {
  const approval = extensionOf(element, 'fortnight:Approval');
  const count = elementsOf(approval, 'approvers').length;
  const among = votersOf(approval);
  const mode = textOf(approval, 'mode');
  const decided =
    mode === 'quorum'
      ? say('quorum', { needed: textOf(approval, 'quorum') || '?', among })
      : mode === 'all'
        ? say('all', { count, among })
        : say('one');
  return joined([decided, limitOf(element)]);
}

/** What a checkpoint checks, and whether it stops the case. */
export function checkpointFigures(element: ModdleElement): string {
  const checkpoint = extensionOf(element, 'fortnight:Checkpoint');
  const severity = textOf(checkpoint, 'severity') === 'warn' ? say('warns') : say('blocks');
  return joined([textOf(checkpoint, 'regulation'), severity]);
}

const limitOf = (element: ModdleElement) => shortDuration(textOf(extensionOf(element, 'fortnight:Timing'), 'limit'));
