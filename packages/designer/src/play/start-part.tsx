import type { JsonObject } from '@fortnight/shared/base';
import type { Program } from '@fortnight/shared/kernel';
import type { PlayStart } from '@fortnight/shared/simulation';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namer, VersionModel } from '../cases/index.ts';
import { FormFields, useForm } from '../forms/index.ts';
import { capital } from '../naming/index.ts';
import { useTimeZone } from '../ui/index.ts';
import { filesOf, withoutFiles } from './play-form.ts';
import { useValueRows, ValueRows } from './value-rows.tsx';

interface Props {
  readonly program: Program;
  readonly model: VersionModel;
  readonly namer: Namer;
  readonly at: number;
  /** What it began with before. */
  readonly start: PlayStart | undefined;
  readonly onBegin: (start: PlayStart) => void;
}

/** The start of a case: its form, or what a message or a program would bring. */
export function StartPart({ program, model, namer, at, start, onBegin }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const { ways, named } = startsOf(program);
  const [chosen, setChosen] = useState(start?.startEventId ?? ways[0]);
  const data = model.process?.extension.data ?? [];
  const asked = model.forms.find(({ id: formId }) => formId === model.process?.extension.process.startForm);
  const timeZone = useTimeZone((state) => state.timeZone);
  const form = useForm(withoutFiles(asked, data), none, { data, saved: start?.variables, timeZone });
  const rows = useValueRows();
  const hasForm = asked !== undefined && program.triggers.every(({ elementId }) => elementId !== chosen);
  const begin = () => {
    const taken = hasForm ? form.take() : rows.values;
    if (!taken) return;
    const variables: JsonObject = hasForm ? { ...filesOf(asked, data), ...taken } : taken;
    onBegin({ at, variables, ...(named && chosen !== undefined && { startEventId: chosen }) });
  };
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('start.title')}</h2>
      <p className="ui-second ui-small">{t('start.help')}</p>
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
    </section>
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
