import type { BoardCard, BoardColumn, CreateCard, Iteration } from '@fortnight/shared/contract';
import { Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { useSteps } from './use-element-names.ts';
import { useIterationChange } from './use-iteration-change.ts';

const kinds = ['change', 'risk', 'followUp', 'note'] as const;
const severities = ['low', 'medium', 'high'] as const;
const usualKind: Readonly<Record<BoardColumn, CreateCard['kind']>> = {
  plan: 'change',
  do: 'change',
  check: 'risk',
  act: 'followUp',
};

interface Props {
  readonly iteration: Iteration;
  readonly column: BoardColumn;
  /** The one that is changed; absent: another is added. */
  readonly card?: BoardCard | undefined;
  readonly kind?: CreateCard['kind'];
  readonly onClose: () => void;
}

/** Puts a card on the board, or changes what one says. */
export function CardDialog({ iteration, column, card, kind: given, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { people } = useDirectory();
  const steps = useSteps(iteration.processId);
  const id = useId();
  const [kind, setKind] = useState<CreateCard['kind']>(given ?? usualKind[column]);
  const [text, setText] = useState(card?.text ?? '');
  const [who, setWho] = useState(card?.who ?? null);
  const [elementId, setElementId] = useState(card?.elementId ?? null);
  const [dueOn, setDueOn] = useState(card?.dueOn ?? null);
  const [severity, setSeverity] = useState(card?.severity ?? null);
  const [version, setVersion] = useState(card?.version ?? null);
  const shown = card?.kind ?? kind;
  const fields = {
    text: text.trim(),
    who,
    elementId,
    dueOn,
    severity: shown === 'risk' ? (severity ?? 'medium') : null,
    version,
  };
  const save = useIterationChange({
    change: () =>
      card ? api.changeCard(iteration.id, card.id, fields) : api.createCard(iteration.id, { column, kind, ...fields }),
    onDone: onClose,
    isTold: false,
  });
  return (
    <Modal
      open
      title={card ? t('card.edit') : t('card.addTitle', { column: t(`column.${column}`) })}
      okText={t(card ? 'card.save' : 'card.add')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: text.trim() === '', loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="iterations-form">
        {!card && (
          <Radio.Group
            aria-label={t('card.kind')}
            optionType="button"
            value={kind}
            onChange={({ target }) => setKind(target.value as CreateCard['kind'])}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
        <label htmlFor={`${id}-text`}>{t('card.text')}</label>
        <Input.TextArea
          id={`${id}-text`}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <div className="iterations-pair">
          <div>
            <label htmlFor={`${id}-who`}>{t('card.who')}</label>
            <Select
              id={`${id}-who`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('card.nobody')}
              value={who}
              options={people.map((person) => ({ value: person.id, label: person.name }))}
              onChange={(next?: string | null) => setWho(next ?? null)}
            />
          </div>
          <div>
            <label htmlFor={`${id}-due`}>{t('card.due')}</label>
            <Input
              id={`${id}-due`}
              type="date"
              value={dueOn ?? ''}
              onChange={({ target }) => setDueOn(target.value === '' ? null : target.value)}
            />
          </div>
        </div>
        {shown === 'risk' && (
          <>
            <label htmlFor={`${id}-severity`}>{t('card.severity')}</label>
            <Select
              id={`${id}-severity`}
              value={severity ?? 'medium'}
              options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
              onChange={setSeverity}
            />
          </>
        )}
        <div className="iterations-pair">
          <div>
            <label htmlFor={`${id}-element`}>{t('card.step')}</label>
            <Select
              id={`${id}-element`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('card.noStep')}
              value={elementId}
              options={steps.map(({ id: value, name }) => ({ value, label: name }))}
              onChange={(next?: string | null) => setElementId(next ?? null)}
            />
          </div>
          <div>
            <label htmlFor={`${id}-version`}>{t('card.version')}</label>
            <Select
              id={`${id}-version`}
              allowClear
              placeholder={t('card.noVersion')}
              value={version}
              options={iteration.versions.map((one) => ({ value: one.version, label: t('version', one) }))}
              onChange={(next?: number | null) => setVersion(next ?? null)}
            />
          </div>
        </div>
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
      </div>
    </Modal>
  );
}
