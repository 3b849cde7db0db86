import type { InstanceDetail, ModifyInstance } from '@fortnight/shared/contract';
import { useMutation } from '@tanstack/react-query';
import { App, Modal, Segmented, Select } from 'antd';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/index.ts';
import { nodesOf, useElementWords } from '../../naming/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../../ui/index.ts';
import { looksOf } from '../case-looks.ts';
import { useVersionModel } from '../version-model.ts';
import { OwedChecks, useAllowed } from './owed-checks.tsx';
import { isPlace } from './places.ts';
import { ReasonField } from './reason-field.tsx';
import { owedIn, useSteerRefusal } from './steer-words.ts';
import { useSteered } from './use-steered.ts';

const CaseDiagram = lazy(async () => ({ default: (await import('../../modeler/index.ts')).CaseDiagram }));

const ways = ['move', 'add', 'cancel'] as const;
type Way = (typeof ways)[number];

/** Moves, adds or cancels a token of a case: chosen on its diagram or by name, with a reason. */
export function MoveCase({ instance, onClose }: { readonly instance: InstanceDetail; readonly onClose: () => void }) {
  const { t } = useTranslation('steering');
  const { message } = App.useApp();
  const ids = useId();
  const steered = useSteered();
  const { model } = useVersionModel(instance.processId, instance.version);
  const words = useElementWords(model?.process);
  const refusal = useSteerRefusal(words);
  const name = (id: string): string => words.called(id)?.name ?? id;
  // The body around the runs of a loop stands for all of them.
  const tokens = instance.tokens.filter(({ loopCounter }) => loopCounter === undefined);
  const [way, setWay] = useState<Way>('move');
  const [chosenId, setTokenId] = useState<string>();
  const tokenId = chosenId ?? (tokens.length === 1 ? tokens[0]?.id : undefined);
  const [toElementId, setTarget] = useState<string>();
  const [reason, setReason] = useState('');
  const looks = useMemo(() => (model?.process ? looksOf(model.process, instance) : {}), [model, instance]);
  const targets = model?.process ? nodesOf(model.process).filter(isPlace) : [];
  const hasFrom = way === 'add' || tokenId !== undefined;
  const hasTo = way === 'cancel' || toElementId !== undefined;
  const steer = useMutation({
    mutationFn: (overrideId: string | undefined) =>
      api.modifyInstance(instance.id, {
        moves: [moveOf(way, tokenId ?? '', toElementId ?? '')],
        reason: reason.trim(),
        ...(overrideId !== undefined && { overrideId }),
      }),
    onSuccess: () => {
      steered();
      void message.success(t(`done.${way}`));
      onClose();
    },
  });
  const owed = owedIn(steer.error);
  const allowed = useAllowed(instance.id, owed);
  const change = (run: () => void) => {
    steer.reset();
    run();
  };
  const pick = (id: string | undefined) => {
    const token = tokens.find(({ elementId }) => elementId === id);
    if (token && way !== 'add' && (tokenId === undefined || way === 'cancel')) return change(() => setTokenId(token.id));
    if (way !== 'cancel' && targets.some((node) => node.id === id)) change(() => setTarget(id));
  };
  const from = tokens.find(({ id }) => id === tokenId)?.elementId;
  return (
    <Modal
      open
      width={860}
      title={t('moveTitle', { name: instance.caseName || (instance.businessKey ?? '') })}
      okText={t(allowed ? 'moveAllowed' : `do.${way}`)}
      cancelText={t('cancel')}
      okButtonProps={{
        disabled: !hasFrom || !hasTo || reason.trim() === '' || (owed.length > 0 && !allowed),
        loading: steer.isPending,
      }}
      onOk={() => steer.mutate(allowed?.id)}
      onCancel={onClose}
    >
      <div className="steer">
        <Segmented
          aria-label={t('way')}
          value={way}
          options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
          onChange={(value) => change(() => setWay(value))}
        />
        <div className="steer-drawing">
          {model ? (
            <Suspense fallback={<LoadingSkeleton lines={6} />}>
              <CaseDiagram
                xml={model.bpmn}
                looks={looks}
                selectedId={way === 'cancel' ? from : (toElementId ?? from)}
                onElementClick={pick}
                label={t('pickHere')}
              />
            </Suspense>
          ) : (
            <LoadingSkeleton lines={6} />
          )}
        </div>
        <div className="steer-fields">
          {way !== 'add' && (
            <div className="case-field">
              <label htmlFor={`${ids}-from`}>{t('from')}</label>
              <Select
                id={`${ids}-from`}
                value={tokenId ?? null}
                options={tokens.map(({ id, elementId }) => ({ value: id, label: name(elementId) }))}
                onChange={(value) => change(() => setTokenId(value ?? undefined))}
              />
            </div>
          )}
          {way !== 'cancel' && (
            <div className="case-field">
              <label htmlFor={`${ids}-to`}>{t('to')}</label>
              <Select
                id={`${ids}-to`}
                showSearch
                optionFilterProp="label"
                value={toElementId ?? null}
                options={targets.map(({ id }) => ({ value: id, label: name(id) }))}
                onChange={(value) => change(() => setTarget(value ?? undefined))}
              />
            </div>
          )}
        </div>
        {hasFrom && hasTo && (
          <p className="steer-says">
            {t(`says.${way}`, {
              from: from === undefined ? '' : name(from),
              to: toElementId === undefined ? '' : name(toElementId),
            })}
          </p>
        )}
        <ReasonField reason={reason} onChange={setReason} />
        {owed.length > 0 ? (
          <OwedChecks instance={instance} checkpoints={owed} allowed={allowed} is={words} reason={reason} />
        ) : (
          steer.error && <ProblemBanner title={refusal(steer.error)} />
        )}
      </div>
    </Modal>
  );
}

function moveOf(way: Way, tokenId: string, toElementId: string): ModifyInstance['moves'][number] {
  if (way === 'add') return { do: 'add', toElementId };
  return way === 'cancel' ? { do: 'cancel', from: { tokenId } } : { do: 'move', from: { tokenId }, toElementId };
}
