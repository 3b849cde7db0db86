import type { UpdateMe, User } from '@fortnight/shared/contract';
import { type Language, languages } from '@fortnight/shared/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { Labelled } from '../session/index.ts';
import { Card, ProblemBanner, useAppearance, useFormat } from '../ui/index.ts';
import { DoneLine } from './done-line.tsx';

const timeZones = Intl.supportedValuesOf('timeZone');

function TimeZoneField(props: { value: string | undefined; onChange: (timeZone: string) => void }) {
  const { t } = useTranslation('account');
  // A zone can have an older name that the browser does not list.
  const names = props.value === undefined || timeZones.includes(props.value) ? timeZones : [props.value, ...timeZones];
  return (
    <Labelled label={t('you.timeZone')}>
      {(id) => (
        <Select<string>
          id={id}
          showSearch
          placeholder={t('you.asBrowser')}
          value={props.value ?? null}
          onChange={props.onChange}
          options={names.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        />
      )}
    </Labelled>
  );
}

/** Name, language and time zone. */
export function YouCard({ user }: { user: User }) {
  const { t } = useTranslation(['account', 'shell']);
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const { time } = useFormat();
  const { language, chooseLanguage } = useAppearance();
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState<Language>(language);
  const [timeZone, setTimeZone] = useState(user.timeZone);
  const save = useMutation({
    mutationFn: (body: UpdateMe) => api.updateMe(body),
    onSuccess: async (me) => {
      client.setQueryData(queries.me().queryKey, me);
      chooseLanguage(locale);
      await client.invalidateQueries({ queryKey: queries.people().queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), locale, ...(timeZone !== undefined && { timeZone }) });
  };
  return (
    <Card title={t('you.title')}>
      <form className="account-body" onSubmit={submit}>
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
        <Labelled label={t('you.name')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="name"
              required
              maxLength={255}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('shell:language')}>
          {(id) => (
            <Select<Language>
              id={id}
              value={locale}
              onChange={setLocale}
              options={languages.map((each) => ({ value: each.id, label: <span lang={each.id}>{each.name}</span> }))}
            />
          )}
        </Labelled>
        <TimeZoneField value={timeZone} onChange={setTimeZone} />
        <div className="account-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('you.save')}
          </Button>
          <DoneLine>{save.isSuccess && t('you.saved', { time: time(save.submittedAt) })}</DoneLine>
        </div>
      </form>
    </Card>
  );
}
