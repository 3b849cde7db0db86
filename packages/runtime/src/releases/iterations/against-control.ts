/** The first stage of evidence: the pilot and those that were not drawn for it, at the same time. */
import type { Comparison, FigureId, StageOfEvidence } from '@fortnight/shared/contract';
import { type Arms, differenceOf } from '@fortnight/shared/statistics';
import { sql } from 'kysely';
import type { ReleasesContext } from '../ports.ts';
import { countArms, drawnFor, figuresOf, splitAlpha, timesOfArms } from '../rollouts/index.ts';
import type { RolloutRow } from '../rollouts/tables.ts';
import { type Asked, differenceOfSeen, none, nothingYet, saidOf, tells } from './asked.ts';
import { alpha, measuredOf, type Seen } from './figures.ts';
import { compared, type Figure, say } from './sayings.ts';

/** The cases of a roll-out whose steps are looked at; the latest. */
const mostDrawn = 20_000;

/** The pilot and those that were not drawn for it, at the same time. */
export async function againstControl(asked: Asked): Promise<StageOfEvidence> {
  const { context, shipping, figures } = asked;
  const rollout = shipping.rollouts.at(-1);
  if (!rollout) return none('control', asked, nothingYet(asked, say('noControl')));
  const [counted, times] = await Promise.all([countArms(context, rollout), timesOfArms(context, rollout)]);
  const timesOf = (version: number): Seen => ({ unit: 'ms', ...times(version) });
  const { splitChance, drawn } = figuresOf(rollout, counted);
  const armsOf = (of: (counts: (typeof counted)[number]['treatment']) => number): Arms[] =>
    counted.map(({ treatment, control }) => ({
      treatment: { successes: of(treatment), trials: treatment.mature },
      control: { successes: of(control), trials: control.mature },
    }));
  const shares: Readonly<Partial<Record<FigureId, () => Arms[]>>> = {
    conversion: () => armsOf(({ conversion }) => conversion),
    lost: () => armsOf(({ lost }) => lost),
    sentBack: () => armsOf(({ sentBack }) => sentBack),
    onTime: () => armsOf(({ onTime }) => onTime),
    timeLimits: () => armsOf(({ timeLimits }) => timeLimits),
    incidentFree: () => armsOf(({ incidents }) => incidents),
    compliance: () => armsOf(({ compliance }) => compliance),
  };
  const comparisons = await Promise.all(
    figures.map(async (figure): Promise<Comparison[]> => {
      const arms = shares[figure.figure]?.();
      if (arms) {
        const sum = (arm: keyof Arms): Seen => ({
          unit: 'share',
          tally: {
            successes: arms.reduce((total, each) => total + each[arm].successes, 0),
            trials: arms.reduce((total, each) => total + each[arm].trials, 0),
          },
          running: drawn[arm] - arms.reduce((total, each) => total + each[arm].trials, 0),
        });
        return [
          tells(asked, compared(figure, measuredOf(sum('treatment')), measuredOf(sum('control')), differenceOf(arms, alpha))),
        ];
      }
      if (figure.figure === 'cycleTime')
        return [tells(asked, compared(figure, measuredOf(timesOf(rollout.version)), measuredOf(timesOf(rollout.control))))];
      if (figure.elementId === null) return [];
      const steps = await stepsOfArms(context, rollout, figure, asked.looked.at);
      const [treatment, control] = [steps(rollout.version), steps(rollout.control)];
      return [tells(asked, compared(figure, measuredOf(treatment), measuredOf(control), differenceOfSeen(treatment, control)))];
    }),
  );
  const told = comparisons.flat();
  const { canSay, cannotSay } = saidOf(told);
  return {
    stage: 'control',
    isThere: true,
    treatmentVersions: [rollout.version],
    againstVersions: [rollout.control],
    treatmentCases: drawn.treatment,
    againstCases: drawn.control,
    from: rollout.startedAt,
    to: rollout.endedAt,
    benchmark: null,
    comparisons: told,
    canSay,
    cannotSay: [...(splitChance < splitAlpha ? [say('splitBroken')] : []), ...cannotSay],
  };
}

/** The runs of a step in each arm: of the latest cases that were drawn by share. */
async function stepsOfArms({ db }: ReleasesContext, rollout: RolloutRow, { figure, elementId }: Figure, at: number) {
  const drawn = db
    .selectFrom('instances')
    .select(['id', 'version'])
    .where(drawnFor(rollout))
    .orderBy('startedAt', 'desc')
    .limit(mostDrawn)
    .as('i');
  const rows = await db
    .selectFrom(drawn)
    // A cross join, so that each case's few tasks are found by their ids, and not all tasks of the step are gone through.
    .crossJoin('tasks as t')
    .where(sql<boolean>`t.id > i.id || '~' AND t.id < i.id || char(127)`)
    .where(sql<boolean>`+t."elementId" = ${elementId}`)
    .select(['i.version', 't.state', 't.kind', 't.createdAt', 't.completedAt', 't.outcome'])
    .execute();
  return (version: number): Seen => {
    const own = rows.filter((row) => row.version === version);
    const completed = own.filter(({ state }) => state === 'completed');
    const open = own.filter(({ state }) => state === 'open');
    const running = open.length;
    const spent = ({ createdAt, completedAt }: (typeof own)[number]) => Math.max(0, (completedAt ?? at) - createdAt);
    if (figure === 'stepSentBack')
      return {
        unit: 'share',
        tally: { successes: completed.filter(({ outcome }) => outcome === 'send-back').length, trials: completed.length },
        running,
      };
    if (figure === 'votesPerHour') {
      const hours = own.reduce((sum, row) => sum + spent(row), 0) / 3_600_000;
      return {
        unit: 'perHour',
        events: completed.filter(({ kind }) => kind === 'approval').length,
        hours,
        runs: own.length,
        running,
      };
    }
    return { unit: 'ms', observed: own.map((row) => ({ time: spent(row), isOver: row.state === 'completed' })), running };
  };
}
