import type { AuditEntry } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import type { AuditNames, ElementNameIn } from './audit-names.ts';
import { readRolloutDetails } from './rollout-details.ts';

const hash = /^[0-9a-f]{40,}$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const day = /^\d{4}-\d\d-\d\d$/;
/** Details that hold the id of something. */
const named: ReadonlySet<string> = new Set(['groups', 'managerId', 'owner', 'processIds', 'substituteId', 'userId']);
/** Details that hold an id which is seen nowhere else. */
const internal: ReadonlySet<string> = new Set(['stop']);
/** Details that are chosen among a few, by what was done, with where these have their words. */
const choices: Readonly<Record<string, string>> = {
  'stop.kind': 'stops:set.kind',
  'stop.holds': 'stops:set.holding',
  'stop.because': 'operations:audit.endedBy',
  'iteration.kind': 'iterations:kind',
  'iteration.column': 'iterations:column',
  'iteration.outcome': 'iterations:outcome',
};

interface Told {
  readonly detail: string;
  readonly text: string;
  readonly title?: string;
}

/** The details of an entry as a reader knows them: by name, in words, a hash by its beginning. */
function useToldDetails(known: AuditNames['nameOf'], elementName: ElementNameIn) {
  const { t, i18n } = useTranslation(['operations', 'shell', 'rollout', 'forms', 'stops', 'iterations']);
  const { full, number, calendarDay } = useFormat();
  const list = (texts: readonly string[]) => texts.join(t('listJoin')) || '–';
  const nameOf = (detail: string) => (i18n.exists(`operations:audit.detail.${detail}`) ? t(`audit.detail.${detail}`) : detail);
  const percent = (share: number) => t('rollout:percent', { value: number(share) });

  function wordOf(entry: AuditEntry, detail: string, value: string): string {
    const choice = `${choices[`${entry.action.split('.')[0]}.${detail}`]}.${value}`;
    if (i18n.exists(choice)) return t(choice);
    if (detail === 'roles' && i18n.exists(`shell:role.${value}`)) return t(`shell:role.${value}`);
    if (detail === 'changed') return nameOf(value);
    if (detail === 'elementId') return elementName(entry, value);
    if (hash.test(value)) return value.slice(0, 12);
    if (instant.test(value)) return full(value);
    if (day.test(value)) return calendarDay(value).dated;
    return named.has(detail) ? (known(value) ?? value) : value;
  }
  function textOf(entry: AuditEntry, detail: string, value: unknown): string {
    if (typeof value === 'string') return wordOf(entry, detail, value);
    if (typeof value === 'boolean') return t(value ? 'forms:yes' : 'forms:no');
    if (typeof value === 'number') return detail === 'share' ? percent(value) : number(value, 2);
    if (Array.isArray(value)) return list(value.map((each) => wordOf(entry, detail, String(each))));
    return JSON.stringify(value);
  }
  function rolloutTold(kept: string): readonly Told[] {
    const read = readRolloutDetails(kept);
    if (!read) return [{ detail: nameOf('to'), text: kept }];
    const { rule, groups, steps, guards, isPaused } = read;
    return [
      ...(rule === undefined ? [] : [{ detail: nameOf('rule'), text: rule }]),
      ...(groups.length === 0 ? [] : [{ detail: nameOf('groups'), text: list(groups.map((group) => known(group) ?? group)) }]),
      ...(steps.length === 0
        ? []
        : [
            {
              detail: nameOf('steps'),
              text: list(steps.map(({ share, at }) => t('audit.step', { share: percent(share), when: full(at) }))),
            },
          ]),
      ...(guards.length === 0
        ? []
        : [
            {
              detail: nameOf('guards'),
              text: list(
                guards.map(({ guard, margin }) =>
                  t('audit.guard', {
                    guard: i18n.exists(`rollout:guards.${guard}`) ? t(`rollout:guards.${guard}`) : guard,
                    margin: number(margin, 2),
                  }),
                ),
              ),
            },
          ]),
      ...(isPaused ? [{ detail: nameOf('isPaused'), text: t('forms:yes') }] : []),
    ];
  }
  return (entry: AuditEntry): readonly Told[] =>
    Object.entries(entry.details).flatMap(([detail, value]): readonly Told[] => {
      if (value === null || value === '' || internal.has(detail)) return [];
      if (entry.action === 'rollout.shared' && detail === 'to' && typeof value === 'string') return rolloutTold(value);
      const title = named.has(detail) || detail === 'elementId' ? { title: String(value) } : {};
      return [{ detail: nameOf(detail), text: textOf(entry, detail, value), ...title }];
    });
}

interface AuditDetailsProps {
  readonly entry: AuditEntry;
  readonly names: AuditNames;
  readonly elementName: ElementNameIn;
}

/** What was noted of an act. */
export function AuditDetails({ entry, names, elementName }: AuditDetailsProps) {
  const told = useToldDetails(names.nameOf, elementName)(entry);
  if (told.length === 0) return '–';
  return (
    <dl className="operations-details">
      {told.map(({ detail, text, title }) => (
        <div key={detail}>
          <dt>{detail}</dt>
          <dd title={title}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
