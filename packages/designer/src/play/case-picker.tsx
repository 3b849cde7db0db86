import type { JsonObject } from '@fortnight/shared/base';
import type { HistoryEvent, Instance } from '@fortnight/shared/contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';

/** A case whose data is played with. */
export interface PickedCase {
  readonly id: string;
  readonly name: string;
  /** What it began with. */
  readonly variables: JsonObject;
}

interface Props {
  readonly processId: string;
  readonly picked: PickedCase | undefined;
  readonly onPick: (picked: PickedCase | undefined) => void;
}

type Named = Pick<Instance, 'caseName' | 'businessKey' | 'id'>;

const nameOf = ({ caseName, businessKey, id }: Named): string => [businessKey, caseName].filter(Boolean).join(' · ') || id;

/** Chooses a case of the process, among those that the reader may see, to begin with a copy of what it began with. */
export function CasePicker({ processId, picked, onPick }: Props) {
  const { t } = useTranslation('play');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const id = useId();
  const [search, setSearch] = useState('');
  const { data, isFetching } = useInfiniteQuery(queries.instances({ processId, limit: 20, ...(search !== '' && { search }) }));
  const found = data?.pages.flatMap(({ items }) => items) ?? [];
  const read = useMutation({
    mutationFn: async (one: Named): Promise<PickedCase> => ({
      id: one.id,
      name: nameOf(one),
      variables: startOf((await api.listEvents(one.id, { type: 'instanceStarted', order: 'asc', limit: 1 })).items),
    }),
    onSuccess: onPick,
    onError: (error) => message.error(refusalText(error)),
  });
  if (found.length === 0 && search === '' && !isFetching) return null;
  return (
    <div className="play-field">
      <label htmlFor={id}>{t('start.case')}</label>
      <Select
        id={id}
        allowClear
        showSearch={{ filterOption: false, onSearch: setSearch }}
        placeholder={t('start.noCase')}
        loading={isFetching || read.isPending}
        value={picked ? { value: picked.id, label: picked.name } : null}
        labelInValue
        options={found.map((one) => ({ value: one.id, label: nameOf(one) }))}
        onChange={(option: { value: string; label: string } | undefined) => {
          const one = found.find((each) => each.id === option?.value);
          if (one) read.mutate(one);
          else onPick(undefined);
        }}
      />
    </div>
  );
}

/** What a case began with, from its first event. */
function startOf([started]: readonly HistoryEvent[]): JsonObject {
  const variables = started?.variables;
  return typeof variables === 'object' && variables !== null ? (variables as JsonObject) : {};
}
