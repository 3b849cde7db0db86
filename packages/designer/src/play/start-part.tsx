import type { JsonObject } from '@fortnight/shared/base';
import type { Program } from '@fortnight/shared/kernel';
import type { PlayStart } from '@fortnight/shared/simulation';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namer, VersionModel } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { FormFields, useForm } from '../forms/index.ts';
import { capital } from '../naming/index.ts';
import { useTimeZone } from '../ui/index.ts';
import { CasePicker, type PickedCase } from './case-picker.tsx';
import { filesOf, withoutFiles } from './play-form.ts';
import { useValueRows, ValueRows } from './value-rows.tsx';

interface Props {
  readonly program: Program;
  readonly model: VersionModel;
  readonly namer: Namer;
  readonly at: number;
  /** What it began with before. */
  readonly start: PlayStart | undefined;
  readonly picked: PickedCase | undefined;
  readonly onPick: (picked: PickedCase | undefined) => void;
  readonly onBegin: (start: PlayStart) => void;
}

/** The start of a case: a real one's data or its form, or what a message or a program would bring. */
export function StartPart(props: Props) {
  const { program, model, picked, onPick } = props;
  const { t } = useTranslation('play');
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('start.title')}</h2>
      <p className="ui-second ui-small">{t('start.help')}</p>
      <Starters groups={model.process?.extension.process.candidateStarters ?? []} />
      <CasePicker processId={program.processId} picked={picked} onPick={onPick} />
      <Beginning key={picked?.id ?? ''} {...props} />
    </section>
  );
}

/** Who may begin a real case of it. */
function Starters({ groups }: { groups: readonly string[] }) {
  const { t } = useTranslation('play');
  const { data } = useQuery(queries.groups());
  if (groups.length === 0) return null;
  const names = groups.map((group) => data?.items.find(({ id }) => id === group)?.name ?? group);
  return <p className="ui-second ui-small">{t('start.by', { groups: names.join(t('comma')) })}</p>;
}

function Beginning({ program, model, namer, at, start, picked, onBegin }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const { ways, named } = startsOf(program);
  const [chosen, setChosen] = useState(start?.startEventId ?? ways[0]);
  const data = model.process?.extension.data ?? [];
  const asked = model.forms.find(({ id: formId }) => formId === model.process?.extension.process.startForm);
  const timeZone = useTimeZone((state) => state.timeZone);
  const given = picked?.variables;
  const form = useForm(withoutFiles(asked, data), given ?? none, { data, saved: given ? undefined : start?.variables, timeZone });
  const rows = useValueRows(given);
  const hasForm = asked !== undefined && program.triggers.every(({ elementId }) => elementId !== chosen);
  const begin = () => {
    const taken = hasForm ? form.take() : rows.values;
    if (!taken) return;
    const variables: JsonObject = hasForm ? { ...filesOf(asked, data), ...given, ...taken } : taken;
    onBegin({ at, variables, ...(named && chosen !== undefined && { startEventId: chosen }) });
  };
  return (
    <>
      {ways.length > 1 && (
        <div className="play-field">
          <label htmlFor={`${id}-way`}>{t('start.way')}</label>
          <Select
            id={`${id}-way`}
            value={chosen ?? null}
            options={ways.map((way) => ({ value: way, label: capital(namer.element(way)) }))}
            onChange={(way) => setChosen(way ?? undefined)}
          />
        </div>
      )}
      {hasForm ? (
        <FormFields handle={form} lang={model.process?.extension.process.lang} data={data} />
      ) : (
        <ValueRows handle={rows} names={data.map(({ name }) => name)} label={t('start.values')} />
      )}
      <Button type="primary" className="play-main" onClick={begin}>
        {t('start.begin')}
      </Button>
    </>
  );
}

const none = {};

/** The start events that a case may begin at; only where there is a choice is one named. */
function startsOf({ starts, triggers, elements }: Program): { ways: readonly string[]; named: boolean } {
  const drawn = starts.flatMap((index) => elements[index]?.id ?? []);
  const hasStart = drawn.length === 1 || !starts.some((index) => elements[index]?.kind === 'startEvent');
  const ways = [...(hasStart ? drawn.slice(0, 1) : drawn), ...new Set(triggers.map(({ elementId }) => elementId))];
  return { ways, named: ways.length > 1 || triggers.length > 0 };
}
