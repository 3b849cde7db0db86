import type { Absence, User } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { Labelled, useDirectory } from '../session/index.ts';
import { Card, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { dayAfter, dayIn, shownDay, standingOf, wireDay } from './absence-days.ts';

function useFreshMe(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queries.me().queryKey });
}

function Standing({ user, absence, isAway }: { user: User; absence: Absence; isAway: boolean }) {
  const { t } = useTranslation('account');
  const { date } = useFormat();
  const { nameOf } = useDirectory();
  const refusalText = useRefusalText();
  const refresh = useFreshMe();
  const end = useMutation({ mutationFn: () => api.clearAbsence(user.id), onSuccess: refresh });
  const words = {
    from: date(shownDay(absence.from)),
    to: date(shownDay(absence.to)),
    name: nameOf(absence.substituteId),
  };
  return (
    <div className="account-body">
      {end.error && <ProblemBanner title={refusalText(end.error)} />}
      <p>{isAway ? t('absence.until', words) : t('absence.from', words)}</p>
      <div className="account-actions">
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          {isAway ? t('absence.end') : t('absence.cancel')}
        </Button>
      </div>
    </div>
  );
}

function DayField(props: { label: string; min: string; value: string; onChange: (day: string) => void }) {
  return (
    <Labelled label={props.label}>
      {(id) => (
        <Input
          id={id}
          type="date"
          required
          min={props.min}
          value={props.value}
          onChange={({ target }) => props.onChange(target.value)}
        />
      )}
    </Labelled>
  );
}

function SetAbsence({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const { people } = useDirectory();
  const refusalText = useRefusalText();
  const refresh = useFreshMe();
  const today = dayIn(Date.now(), user.timeZone);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const [substituteId, setSubstitute] = useState<string>();
  const set = useMutation({ mutationFn: (absence: Absence) => api.setAbsence(user.id, absence), onSuccess: refresh });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (substituteId !== undefined)
      set.mutate({ from: wireDay(from, user.timeZone), to: wireDay(to, user.timeZone), substituteId });
  };
  return (
    <form className="account-body" onSubmit={submit}>
      {set.error && <ProblemBanner title={refusalText(set.error)} />}
      <p className="ui-second ui-small">{t('absence.note')}</p>
      <div className="account-days">
        <DayField label={t('absence.firstDay')} min={today} value={from} onChange={setFrom} />
        <DayField label={t('absence.backOn')} min={dayAfter(from || today)} value={to} onChange={setTo} />
      </div>
      <Labelled label={t('absence.substitute')}>
        {(id) => (
          <Select<string>
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={substituteId ?? null}
            onChange={setSubstitute}
            options={people.filter((person) => person.id !== user.id).map((person) => ({ value: person.id, label: person.name }))}
          />
        )}
      </Labelled>
      <div className="account-actions">
        <Button htmlType="submit" loading={set.isPending} disabled={substituteId === undefined}>
          {t('absence.set')}
        </Button>
      </div>
    </form>
  );
}

/** When one is away and who does one's tasks meanwhile. */
export function AbsenceCard({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const { absence } = user;
  const standing = absence ? standingOf(absence, Date.now(), user.timeZone) : 'over';
  const state = standing !== 'over' && <Pill tone="amber">{t(`absence.${standing}`)}</Pill>;
  return (
    <Card title={t('absence.title')} aside={state}>
      {absence && standing !== 'over' ? (
        <Standing user={user} absence={absence} isAway={standing === 'away'} />
      ) : (
        <SetAbsence user={user} />
      )}
    </Card>
  );
}
