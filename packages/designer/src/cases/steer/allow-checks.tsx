import type { InstanceDetail } from '@fortnight/shared/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../../client/index.ts';
import { nodesOf, useElementWords } from '../../naming/index.ts';
import { ProblemBanner } from '../../ui/index.ts';
import { useVersionModel } from '../version-model.ts';
import { useSteerRefusal } from './steer-words.ts';
import { useSteered } from './use-steered.ts';

/** Lets a case pass by checkpoints that it owes, once, by somebody else; in writing. */
export function AllowChecks({ instance, onClose }: { readonly instance: InstanceDetail; readonly onClose: () => void }) {
  const { t } = useTranslation('steering');
  const { message } = App.useApp();
  const id = useId();
  const steered = useSteered();
  const { processId, version } = instance;
  const { data: process } = useQuery(queries.process(processId));
  const own = useVersionModel(processId, version).model?.process;
  const live = useVersionModel(processId, process?.liveVersion?.version).model?.process;
  const [was, is] = [useElementWords(own), useElementWords(live)];
  const refusal = useSteerRefusal(is);
  const nodes = [own, live].flatMap((graph) => (graph ? nodesOf(graph) : []));
  const checkpoints = new Map(
    nodes
      .filter(({ extension }) => extension.checkpoint !== undefined)
      .map((node) => [node.id, (is.called(node.id) ?? was.called(node.id))?.name ?? node.id]),
  );
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const grant = useMutation({
    mutationFn: () => api.grantOverride(instance.id, { checkpoints: [...chosen], reason: reason.trim() }),
    onSuccess: () => {
      steered();
      void message.success(t('allowed'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('allowTitle', { name: instance.caseName || (instance.businessKey ?? '') })}
      okText={t('allowDo')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: chosen.length === 0 || reason.trim() === '', loading: grant.isPending }}
      onOk={() => grant.mutate()}
      onCancel={onClose}
    >
      <p className="case-dialog-note">{t('allowEffect')}</p>
      <div className="case-field">
        <label htmlFor={`${id}-which`}>{t('allowWhich')}</label>
        <Select
          id={`${id}-which`}
          mode="multiple"
          value={[...chosen]}
          onChange={setChosen}
          options={[...checkpoints].map(([value, label]) => ({ value, label }))}
          notFoundContent={t('allowNone')}
        />
      </div>
      <div className="case-field">
        <label htmlFor={`${id}-why`}>{t('allowWhy')}</label>
        <Input.TextArea
          id={`${id}-why`}
          rows={3}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {grant.error && <ProblemBanner title={refusal(grant.error)} />}
    </Modal>
  );
}
