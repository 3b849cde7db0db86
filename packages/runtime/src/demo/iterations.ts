/** Four iterations of the contract process: kept unproven, rolled back, kept, and one that runs with a pilot at 25 %. */
import { addDays, dateAt, defaultCalendar, startOfDate, workingDayFrom } from '@fortnight/shared/calendar';
import type { Principal } from '../access/index.ts';
import type { Runtime } from '../index.ts';
import type { DemoPeople } from './people.ts';
import type { Example } from './processes.ts';

const processId = 'contract';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const { timeZone } = defaultCalendar;

interface Cycle {
  readonly runtime: Runtime;
  readonly people: DemoPeople;
  /** Five levels, and the two of three signatures that take their place. */
  readonly before: Example;
  readonly after: Example;
  readonly until: number;
  readonly at: (at: number, act: () => Promise<void>) => void;
}

/** The first day of the iteration that runs on the demo's morning: its day 6, or 7 or 8 where that would begin on a weekend. */
export function firstDay(until: number): string {
  const sixth = addDays(dateAt(timeZone, until), -5);
  const back = [0, 1, 2].map((days) => addDays(sixth, -days));
  return back.find((date) => workingDayFrom(defaultCalendar, date, 1) !== undefined) ?? sixth;
}

/** The files of an example with its process drawn a little otherwise. */
const redrawn = ({ files }: Pick<Example, 'files'>, from: string, to: string): Example['files'] =>
  files.map((file) => (file.name.endsWith('.bpmn') ? { ...file, content: file.content.replace(from, to) } : file));

export function tellIterations({ runtime, people, before, after, until, at }: Cycle): void {
  const { owner, admin } = people;
  const first = startOfDate(timeZone, firstDay(until));
  /** A working hour on a day of an iteration; the one that runs is 0, the one before −1. */
  const on = (iteration: number, day: number, hour: number): number => first + (iteration * 14 + day - 1) * dayMs + hour * hourMs;
  const [manager] = people.inGroup('sales-manager').filter(({ userId }) => userId !== owner.userId);
  const [rep] = people.inGroup('sales');
  const [counsel] = people.inGroup('legal');
  const ids = new Map<number, string>();
  const idOf = (iteration: number): string => ids.get(iteration) ?? '';
  const plan = (iteration: number, body: Parameters<Runtime['planIteration']>[2]) =>
    at(on(iteration, 1, 10), async () => {
      ids.set(iteration, (await runtime.planIteration(owner, processId, body)).id);
    });
  const ship = (iteration: number, day: number, files: Example['files'], note: string) =>
    at(on(iteration, day, 14), async () => {
      await runtime.deploy(admin, { files, note });
    });
  const judge = (iteration: number, by: Principal, body: Parameters<Runtime['giveVerdict']>[2]) =>
    at(on(iteration, 14, 16), async () => {
      await runtime.giveVerdict(by, idOf(iteration), body);
    });
  const suggested = (
    when: number,
    by: Principal | undefined,
    text: string,
    elementId: string,
    taken?: { iteration: number; version: number },
  ) =>
    at(when, async () => {
      if (!by) return;
      const { id } = await runtime.suggest(by, processId, { text, elementId });
      if (taken)
        at(on(taken.iteration, 3, 12), async () => {
          await runtime.takeUpSuggestion(owner, id, { iterationId: idOf(taken.iteration), column: 'do', version: taken.version });
        });
    });

  const remind = 'remind="PT4H" overdue="notify"';
  plan(-3, {
    hypothesis: 'A reminder after two hours instead of four gets the first signature on the same day.',
    targets: [{ figure: 'cycleTime', target: 6 * dayMs }],
  });
  ship(-3, 3, redrawn(before, remind, remind.replace('PT4H', 'PT2H')), 'The first approver is reminded after two hours');
  judge(-3, owner, {
    outcome: 'keepUnproven',
    reason: 'Too few contracts to tell. It costs nothing, so it stays, and we ask again.',
    askAgainOn: addDays(firstDay(until), 20),
  });

  plan(-2, {
    hypothesis: 'An hour less for each level makes five levels bearable.',
    targets: [
      { figure: 'cycleTime', target: 5 * dayMs },
      { figure: 'timeLimits', target: 0.9 },
    ],
  });
  ship(
    -2,
    2,
    redrawn(
      before,
      `limit="P1D" calendar="working" ${remind}`,
      `limit="PT4H" calendar="working" ${remind.replace('PT4H', 'PT2H')}`,
    ),
    'Four hours for the first level',
  );
  judge(-2, admin, { outcome: 'rollBack', reason: 'Approvers missed the new limit and nothing went faster.' });

  plan(-1, {
    hypothesis: 'Two of three signatures at once instead of five levels take a contract from 7 days to 3.',
    targets: [
      { figure: 'cycleTime', target: 3 * dayMs },
      { figure: 'sentBack', target: 0.12 },
      { figure: 'lost', target: 0.15, baseline: 0.3 },
    ],
    benchmark: 'scorecard-2026',
  });
  suggested(on(-1, 1, 11), manager, 'Let two of us decide at the same time.', 'team-lead', { iteration: -1, version: 4 });
  at(on(-1, 2, 14), async () => {
    await runtime.deploy(admin, { files: after.files, note: 'Two of three signatures, in parallel: 7 days become 2' });
  });
  judge(-1, owner, {
    outcome: 'keep',
    reason: 'Contracts are approved in days instead of a week; nobody wants the five levels back.',
    followUp: 'Move the data check first in Cross-border data request too',
  });

  plan(0, {
    hypothesis:
      'Half a day to prepare a contract, and half a day for the manager, bring small contracts back the next day, without more sent back.',
    targets: [
      { figure: 'stepTime', elementId: 'prepare', target: 4 * hourMs },
      { figure: 'sentBack', target: 0.15 },
      { figure: 'cycleTime', target: 3 * dayMs },
    ],
    sampleCases: 20,
    maturityDays: 5,
    benchmark: 'scorecard-2026',
  });
  at(on(0, 2, 10), async () => {
    const sooner = redrawn(
      after,
      'limit="P1D" calendar="working" remind="PT2H"',
      'limit="PT4H" calendar="working" remind="PT1H"',
    );
    const files = redrawn({ files: sooner }, 'limit="PT8H" calendar="working"', 'limit="PT4H" calendar="working"');
    const { deployments } = await runtime.deploy(admin, {
      files,
      note: 'Half a day to prepare a contract, and half a day for the manager',
      propose: true,
    });
    const version = deployments.find((each) => each.processId === processId)?.version ?? 0;
    await runtime.rollOut(admin, processId, {
      ...{ version, share: 25, maturityDays: 5, minimumCases: 10 },
      steps: [
        { share: 50, at: new Date(on(0, 10, 10)).toISOString() },
        { share: 100, at: new Date(on(0, 13, 10)).toISOString() },
      ],
    });
  });
  suggested(on(0, 1, 15), rep, 'Show the last rejection reason in the contract form.', 'prepare', { iteration: 0, version: 5 });
  suggested(on(0, 2, 16), manager, 'Stop the clock at six in the evening.', 'manager');
  suggested(on(0, 3, 11), counsel, 'Send legal only what has changed clauses.', 'signatures');
  at(on(0, 2, 15), async () => {
    const card = { who: manager?.userId ?? null, dueOn: addDays(firstDay(until), 12) };
    await runtime.addCard(owner, idOf(0), {
      ...{ column: 'plan', kind: 'risk', severity: 'medium', ...card },
      text: 'Department heads are away at the end of the year: no substitute is set',
    });
    await runtime.addCard(owner, idOf(0), { column: 'check', kind: 'note', text: 'Ask three reps how half a day feels' });
    await runtime.decide(owner, idOf(0), { text: 'A quarter of the contracts first; half of them from day 10 on.' });
  });
  at(on(0, 3, 17), async () => {
    for (const by of [manager, counsel]) if (by) await runtime.readVersion(by, processId, 4);
  });
}
