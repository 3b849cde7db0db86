import type { RollOut, Rollout, TakingVersion, Version } from '@fortnight/shared/contract';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutChoice, useBlackoutWay } from '../blackout/index.ts';
import { api, ProblemError, queries, useRefusalText } from '../client/index.ts';
import { ProblemBanner, useFormat } from '../ui/index.ts';
import { SharesLine } from './shares-line.tsx';
import { useVersionNames } from './version-names.ts';

interface ShareDialogProps {
  readonly version: Version;
  /** The one that runs; absent where one begins. */
  readonly rollout?: Rollout;
  /** What else is rolled out. */
  readonly others: readonly Rollout[];
  /** What is offered, per cent. */
  readonly share: number;
  readonly onClose: () => void;
}

type Step = NonNullable<RollOut['steps']>[number];

const usual = [5, 25, 50, 100] as const;
const dayMs = 86_400_000;
/** Between two steps that go on by schedule. */
const stepDays = 7;

/** Per cent that the other versions leave. */
export const leftBeside = (others: readonly Rollout[]): number =>
  Math.max(
    0,
    others.reduce((left, { share }) => left - share, 100),
  );

/** Gives a version a part of the new cases: which part, for whom besides, and in which steps it grows. */
export function ShareDialog({ version, rollout, others, share: offered, onClose }: ShareDialogProps) {
  const { t } = useTranslation(['rollout', 'blackout']);
  const { number, when } = useFormat();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [share, setShare] = useState(offered);
  const [isScheduled, setScheduled] = useState(!rollout);
  const [rule, setRule] = useState(rollout?.rule ?? '');
  const [groups, setGroups] = useState<string[]>(rollout?.groups ?? []);
  const [reason, setReason] = useState('');
  const { data: known } = useQuery(queries.groups());
  const { data: process } = useQuery(queries.process(version.processId));
  const named = useVersionNames();
  const free = leftBeside(others);
  const isTooMuch = share < 100 && share > free;
  const ids = { rule: useId(), groups: useId(), reason: useId(), share: useId() };
  const isWider = (rule !== '' && rule !== rollout?.rule) || groups.some((group) => !rollout?.groups.includes(group));
  // A share that grows can be a step to come; what begins, or falls to it besides, does so at once.
  const way = useBlackoutWay(version.processId, {
    isOn: !rollout || share > rollout.share || isWider,
    canWait: rollout !== undefined && share > rollout.share && !isWider,
  });
  const { waitsUntil } = way;
  const later = useSteps(version.processId, share, waitsUntil);
  const give = useMutation({
    mutationFn: () => {
      const steps = isScheduled ? later : [];
      const given =
        rollout && waitsUntil ? { share: rollout.share, steps: [{ share, at: waitsUntil }, ...steps] } : { share, steps };
      return api.rollOut(version.processId, { ...bodyOf({ version, rollout, rule, groups, reason, ...given }), ...way.body });
    },
    onSuccess: async () => {
      for (const key of ['processes', 'home']) await client.invalidateQueries({ queryKey: [key] });
      const said = { version: version.version, share: number(share) };
      message.success(waitsUntil ? t('blackout:isPlanned', { ...said, when: when(waitsUntil) }) : t('given', said), 6);
      onClose();
    },
  });
  // What takes more cases at once, before enough can tell, wants a reason; so does what the server knows better.
  const isEarly =
    rollout !== undefined &&
    waitsUntil === undefined &&
    (share > rollout.share || isWider) &&
    rollout.matureCases < rollout.minimumCases;
  const wantsReason = isEarly || (give.error instanceof ProblemError && give.error.code === 'reason-required');
  return (
    <Modal
      open
      title={t(rollout ? 'shareTitle' : 'beginTitle', { version: version.version })}
      okText={waitsUntil ? t('blackout:planAtFree', { when: when(waitsUntil) }) : t('shareDo', { share: number(share) })}
      cancelText={t('cancel')}
      okButtonProps={{ loading: give.isPending, disabled: isTooMuch || way.isBlocked || (wantsReason && reason.trim() === '') }}
      onOk={() => give.mutate()}
      onCancel={onClose}
    >
      <div className="rollout-form">
        <BlackoutChoice way={way} />
        <p className="ui-second">{t('shareEffect')}</p>
        <span id={ids.share}>{t('shareLabel')}</span>
        <div className="ui-row">
          <Radio.Group
            aria-labelledby={ids.share}
            optionType="button"
            value={share}
            onChange={({ target }) => setShare(Number(target.value))}
            options={usual.map((value) => ({
              value,
              label: t('percent', { value: number(value) }),
              disabled: value < 100 && value > free,
            }))}
          />
          <InputNumber
            aria-label={t('otherShare')}
            min={0}
            max={100}
            value={share}
            suffix="%"
            onChange={(value) => setShare(value ?? 0)}
          />
        </div>
        {share < 100 && process && (
          <SharesLine label={t('thenStartsOn')} takes={takesWith(process.takes, { version: version.version, share })} />
        )}
        {isTooMuch && (
          <ProblemBanner title={t('tooMuch', { free: number(free), others: named(others.map((each) => each.version)) })} />
        )}
        {share >= 100 && others.length > 0 && (
          <p>
            {t('endsOthers', {
              count: others.length,
              others: named(others.map((each) => each.version)),
              version: version.version,
            })}
          </p>
        )}
        {share < 100 && (
          <Checkbox checked={isScheduled} onChange={({ target }) => setScheduled(target.checked)}>
            {t('scheduled', { count: stepDays })}
          </Checkbox>
        )}
        {share < 100 && (
          <details open={rule !== '' || groups.length > 0}>
            <summary>{t('besides')}</summary>
            <label htmlFor={ids.groups}>{t('groupsLabel')}</label>
            <Select
              id={ids.groups}
              mode="multiple"
              value={groups}
              onChange={setGroups}
              options={(known?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
            <label htmlFor={ids.rule}>{t('ruleLabel')}</label>
            <Input id={ids.rule} value={rule} placeholder='region = "north"' onChange={({ target }) => setRule(target.value)} />
          </details>
        )}
        <label htmlFor={ids.reason}>{t(wantsReason ? 'reasonWanted' : 'reasonLabel')}</label>
        <Input.TextArea
          id={ids.reason}
          aria-required={wantsReason}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {give.error && <ProblemBanner title={refusalText(give.error)} />}
      </div>
    </Modal>
  );
}

/** What new cases take once a version has another share, which the live one gives or gets. */
function takesWith(takes: readonly TakingVersion[], given: TakingVersion): readonly TakingVersion[] {
  const [live, ...tried] = takes;
  if (!live) return [];
  const isThere = tried.some(({ version }) => version === given.version);
  const beside = isThere ? tried.map((each) => (each.version === given.version ? given : each)) : [...tried, given];
  return [{ ...live, share: beside.reduce((left, { share }) => Math.max(0, left - share), 100) }, ...beside];
}

interface Given {
  readonly version: Version;
  readonly rollout: Rollout | undefined;
  readonly share: number;
  /** That follow by themselves. */
  readonly steps: readonly Step[];
  readonly rule: string;
  readonly groups: readonly string[];
  readonly reason: string;
}

/** The usual shares that follow from now on, or from a time on, a week apart, each at a time that is free. */
function useSteps(processId: string, share: number, from: string | undefined): readonly Step[] {
  const [opened] = useState(Date.now);
  const begun = from === undefined ? opened : Date.parse(from);
  const later = usual
    .filter((each) => each > share)
    .map((each, index) => ({ share: each, at: begun + (index + 1) * stepDays * dayMs }));
  return useQueries({
    queries: later.map(({ at }) => queries.processBlackout(processId, at)),
    combine: (asked) => {
      let before = begun;
      return later.map(({ share: to, at }, index): Step => {
        const free = Date.parse(asked[index]?.data?.closure?.nextFreeAt ?? '') || at;
        // Two whose times lie in one period would be taken at once after it.
        before = Math.max(free, before + stepDays * dayMs);
        return { share: to, at: new Date(before).toISOString() };
      });
    },
  });
}

function bodyOf({ version, rollout, share, steps, rule, groups, reason }: Given): RollOut {
  return {
    version: version.version,
    share,
    ...(rule.trim() !== '' && { rule: rule.trim() }),
    ...((groups.length > 0 || rollout) && { groups: [...groups] }),
    steps: share < 100 ? [...steps] : [],
    ...(reason.trim() !== '' && { reason: reason.trim() }),
  };
}
