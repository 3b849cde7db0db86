import { addWorkingTime, defaultCalendar } from '@fortnight/shared/calendar';
import type { Play } from '@fortnight/shared/contract';
import { toSavedPlay } from '@fortnight/shared/contract';
import type { Program, Rejection, State } from '@fortnight/shared/kernel';
import { type Choice, type PlayedThrough, type PlayStart, playThrough, stateAt } from '@fortnight/shared/simulation';
import { useEffect, useMemo, useState } from 'react';
import type { Pace } from './pace.ts';

/** A play on the screen: what was chosen, and how much of what came of it is shown. */
export interface Playing {
  /** Absent before the case began. */
  readonly played: PlayedThrough | undefined;
  /** How many beats are shown; 0 before the start. */
  readonly shown: number;
  readonly state: State | undefined;
  /** The case as it was shown before: one beat earlier, or where a choice or a run began. */
  readonly before: State | undefined;
  /** The clock, epoch ms UTC. */
  readonly at: number;
  /** Nothing follows by itself: it waits for a choice, or is over. */
  readonly isWaiting: boolean;
  /** A step is left, or time alone goes on. */
  readonly canGoOn: boolean;
  readonly refusal: Rejection | undefined;
  /** The test that was opened. */
  readonly testId: string | undefined;
  readonly begin: (start: PlayStart) => void;
  /** Says a choice where the play is shown now; what was chosen after it goes. */
  readonly choose: (choice: Choice) => void;
  readonly show: (beats: number) => void;
  readonly step: () => void;
  /** To the next choice, at the pace that is set; while it runs, holds it. */
  readonly run: () => void;
  readonly isRunning: boolean;
  readonly open: (test: Play, untilMove?: number) => void;
  readonly keepAs: (testId: string) => void;
}

interface Script {
  readonly start?: PlayStart;
  readonly choices: readonly Choice[];
  readonly shown: number;
  /** Where a choice or a run began. */
  readonly from?: number;
  readonly testId?: string;
  /** Goes on by itself up to this beat. */
  readonly runsTo?: number;
}
const nothing: Script = { choices: [], shown: 0 };
const minuteMs = 60_000;
/** How long a step is shown at the usual pace. */
const stepMs = 700;

/** Now, or when the office opens next: limits in working time are easier to follow from there. */
const workingMinute = (): number => Math.floor(addWorkingTime(defaultCalendar, Date.now(), 'PT1M') / minuteMs) * minuteMs;

/** Holds one play of a program: a start, choices, and a place among what they led to; what follows is shown at a pace. */
export function usePlay(program: Program, pace: Pace): Playing {
  const [script, setScript] = useState(nothing);
  const [refusal, setRefusal] = useState<Rejection>();
  const [openedAt] = useState(workingMinute);
  const { start, choices, testId } = script;
  const played = useMemo(() => (start ? playThrough(program, start, choices) : undefined), [program, start, choices]);
  const shown = Math.min(script.shown, played?.beats.length ?? 0);
  const from = Math.min(script.from ?? shown - 1, shown - 1);
  const [state, before] = useMemo(
    () => [played && stateAt(played, shown), played && from > 0 ? stateAt(played, from) : undefined],
    [played, shown, from],
  );
  const beat = played?.beats[shown - 1];

  const take = (next: PlayedThrough, more: Partial<Script> = {}) => {
    setRefusal(next.refused?.rejection);
    if (next.refused) return;
    const { start: begun, choices: chosen } = next;
    setScript({ ...script, start: begun, choices: chosen, ...more, ...goingTo(next.beats.length, more.from ?? 0) });
  };
  /** Shows so many beats: at once, or one after another from those on that are shown already. */
  const goingTo = (beats: number, since: number): Pick<Script, 'shown' | 'runsTo'> =>
    pace === 'at-once' || since + 1 >= beats ? { shown: beats, runsTo: 0 } : { shown: since + 1, runsTo: beats };
  const choose = (choice: Choice) => {
    if (start) take(playThrough(program, start, [...choices.slice(0, beat?.move ?? 0), choice]), { from: shown });
  };
  const show = (beats: number, since = beats - 1) => {
    setRefusal(undefined);
    setScript({ ...script, shown: Math.max(0, Math.min(beats, played?.beats.length ?? 0)), from: since, runsTo: 0 });
  };
  // Where time alone can go on, it does.
  const waitsForTime = state?.status === 'active' && state.timers.length > 0 && waitsForNobody(state);
  const goOn = (isFar: boolean) => {
    const beats = played?.beats ?? [];
    if (shown >= beats.length) {
      if (waitsForTime) choose({ do: 'nextTimer' });
      return;
    }
    if (!isFar) return show(shown + 1);
    setRefusal(undefined);
    const next = beats.findIndex(({ isLast }, index) => isLast && index >= shown) + 1;
    setScript({ ...script, from: shown, ...goingTo(next, shown) });
  };
  const { runsTo = 0 } = script;
  const isRunning = pace !== 'at-once' && shown < runsTo;
  useEffect(() => {
    if (!isRunning) return;
    const next = () => setScript((current) => ({ ...current, shown: current.shown + 1 }));
    const timer = setTimeout(next, stepMs / pace);
    return () => clearTimeout(timer);
  }, [isRunning, pace, shown]);

  return {
    played,
    shown,
    state,
    before,
    at: beat?.at ?? start?.at ?? openedAt,
    isWaiting: beat?.isLast ?? false,
    canGoOn: played !== undefined && (shown < played.beats.length || waitsForTime),
    refusal,
    testId,
    begin: (given) => take(playThrough(program, given), { from: 0 }),
    choose,
    show: (beats) => show(beats),
    step: () => goOn(false),
    run: () => (isRunning ? setScript({ ...script, runsTo: 0 }) : goOn(true)),
    isRunning,
    open: (test, untilMove) => {
      const saved = toSavedPlay(test);
      const next = playThrough(program, saved.start, saved.choices);
      const until = next.beats.findLastIndex(({ move }) => move <= (untilMove ?? next.choices.length)) + 1;
      // What was refused behind the place that is shown comes later.
      const isThere = next.refused && (untilMove === undefined || next.refused.move <= untilMove);
      setRefusal(isThere ? next.refused?.rejection : undefined);
      setScript({ start: saved.start, choices: next.choices, shown: until, testId: test.id });
    },
    keepAs: (id) => setScript({ ...script, testId: id }),
  };
}

const waitsForNobody = ({ tasks, jobs, subscriptions, calls = [], incidents }: State): boolean =>
  tasks.length + jobs.length + subscriptions.length + calls.length + incidents.length === 0;
