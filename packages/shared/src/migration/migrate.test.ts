import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../kernel/index.ts';
import { examine, planMigration } from './index.ts';
import { between, flow, flows, MovedCase, programOf, userTask } from './moved-case.double.ts';

const hour = 3_600_000;
const obstacles = (rejection: { params?: object } | undefined): unknown =>
  rejection?.params && 'obstacles' in rejection.params && rejection.params.obstacles;
const codes = (rejection: { params?: object } | undefined): string[] => {
  const found = obstacles(rejection);
  return Array.isArray(found) ? found.map(({ code }) => code) : [];
};

describe('a plan', () => {
  it('takes what has the same id and kind, guesses what was renamed, and says what has no place', async () => {
    const from = await programOf(between(userTask('a') + userTask('b1', '', 'Sign') + userTask('c'), 'a', 'b1', 'c'));
    const to = await programOf(
      between(
        `${userTask('a', '<fortnight:timing limit="PT8H"/>')}${userTask('b2', '', 'Sign')}<task id="c" name="c"/>`,
        'a',
        'b2',
        'c',
      ),
    );
    const { plan, elements } = planMigration(from, to);
    expect(plan).toEqual({ mapping: { s: 's', a: 'a', b1: 'b2', e: 'e' } });
    expect(elements.map(({ from: id, to: target, match, reasons }) => [id, target, match, ...reasons])).toEqual([
      ['s', 's', 'unchanged'],
      ['a', 'a', 'changed', 'limit-new'],
      ['b1', 'b2', 'guess'],
      ['c', undefined, 'none', 'not-mapped'],
      ['e', 'e', 'unchanged'],
      [undefined, 'c', 'new'],
    ]);
    expect(planMigration(from, to, { mapping: { c: 'a', b1: null } }).plan).toEqual({
      mapping: { s: 's', a: 'a', c: 'a', e: 'e' },
      byHand: ['c'],
    });
  });

  it('guesses nothing where two fit as well', async () => {
    const from = await programOf(between(userTask('a', '', 'Sign') + userTask('b', '', 'Sign'), 'a', 'b'));
    const to = await programOf(between(userTask('x', '', 'Sign') + userTask('y', '', 'Sign'), 'x', 'y'));
    const { plan } = planMigration(from, to);
    // Each is told from the other by the end that it stands at.
    expect(plan.mapping).toEqual({ s: 's', a: 'x', b: 'y', e: 'e' });
    const alike = await programOf(
      `<startEvent id="s"/><parallelGateway id="f"/>${userTask('x', '', 'Sign')}${userTask('y', '', 'Sign')}<endEvent id="e"/>` +
        flows('s', 'f', 'x', 'e') +
        flows('f', 'y', 'e'),
    );
    expect(
      planMigration(
        alike,
        await programOf(
          `<startEvent id="s"/><parallelGateway id="f"/>${userTask('v', '', 'Sign')}${userTask('w', '', 'Sign')}<endEvent id="e"/>` +
            flows('s', 'f', 'v', 'e') +
            flows('f', 'w', 'e'),
        ),
      ).plan.mapping,
    ).toEqual({ s: 's', f: 'f', e: 'e' });
  });
});

describe('a case that goes on by another version', () => {
  it('keeps its task, and goes on along the new way', async () => {
    const one = await programOf(between(userTask('a'), 'a'));
    const two = await programOf(between(userTask('a') + userTask('b'), 'a', 'b'));
    const moved = new MovedCase(one);
    const [task] = moved.now.tasks;
    const { seq } = moved.now;
    expect(moved.migrate(two)).toBeUndefined();
    expect(moved.typesSince(seq)).toEqual(['migrated']);
    expect(moved.now.tasks).toEqual([task]);
    expect(moved.now.programHash).toBe(two.hash);
    moved.complete('a');
    expect(moved.places).toEqual(['b']);
    moved.complete('b');
    expect(moved.now.status).toBe('completed');
  });

  it('is refused by name: what has no place, another kind, another container', async () => {
    const one = await programOf(between(userTask('a'), 'a'));
    const gone = await programOf(between(userTask('b'), 'b'));
    const other = await programOf(between('<receiveTask id="a" name="a" messageRef="m"/>', 'a'));
    const inside = `<startEvent id="s2"/>${userTask('a')}<endEvent id="e2"/>${flows('s2', 'a', 'e2')}`;
    const deeper = await programOf(between(`<subProcess id="sub">${inside}</subProcess>`, 'sub'));
    const moved = new MovedCase(one);
    expect(moved.migrate(gone)).toMatchObject({ code: 'mapping-needed', elementId: 'a' });
    expect(codes(moved.migrate(gone))).toEqual(['not-mapped']);
    expect(moved.migrate(other, { mapping: { a: 'a' } })).toMatchObject({ code: 'migration-blocked' });
    expect(codes(moved.migrate(other, { mapping: { a: 'a' } }))).toEqual(['kind-differs']);
    expect(codes(moved.migrate(deeper))).toEqual(['scope-differs']);
    expect(moved.migrate(one, { mapping: { a: 'nowhere' } })).toMatchObject({ code: 'unknown-element', elementId: 'nowhere' });
    expect(moved.places).toEqual(['a']);
  });

  it('begins anew where the plan says so: another kind, and a container that opens around it', async () => {
    const one = await programOf(between(userTask('a') + userTask('z'), 'a', 'z'));
    const inside = `<startEvent id="s2"/><receiveTask id="b" name="b" messageRef="m"/><endEvent id="e2"/>${flows('s2', 'b', 'e2')}`;
    const two = await programOf(
      between(
        `<subProcess id="sub"><extensionElements><fortnight:stage order="1"/></extensionElements>${inside}</subProcess>${userTask('z')}`,
        'sub',
        'z',
      ),
    );
    const moved = new MovedCase(one);
    expect(moved.migrate(two, { mapping: { a: 'b' }, anew: ['a'] })).toBeUndefined();
    expect(moved.places).toEqual(['sub', 'b']);
    expect(moved.now.tasks).toEqual([]);
    expect(moved.now.stages).toEqual({ visits: { sub: 1 } });
    moved.take({ type: 'deliverMessage', subscriptionId: moved.now.subscriptions[0]?.id ?? '' });
    moved.complete('z');
    expect(moved.now.status).toBe('completed');
  });

  it('leaves a container that is gone as a whole, what is inside with it', async () => {
    const inside = `<startEvent id="s2"/><parallelGateway id="f"/>${userTask('a')}${userTask('b')}<endEvent id="e2"/>${flows('s2', 'f', 'a', 'e2')}${flows('f', 'b', 'e2')}`;
    const one = await programOf(between(`<subProcess id="sub">${inside}</subProcess>`, 'sub'));
    const two = await programOf(between(userTask('all'), 'all'));
    const moved = new MovedCase(one);
    expect(moved.migrate(two, { mapping: { sub: 'all' }, anew: ['sub'] })).toBeUndefined();
    expect(moved.places).toEqual(['all']);
    expect(moved.now.scopes).toEqual([]);
    // Two branches that become one step are one token.
    const parallel = `<startEvent id="s"/><parallelGateway id="f"/>${userTask('a')}${userTask('b')}<parallelGateway id="j"/><endEvent id="e"/>`;
    const both = new MovedCase(await programOf(`${parallel}${flows('s', 'f', 'a', 'j', 'e')}${flows('f', 'b', 'j')}`));
    both.complete('a');
    expect(both.migrate(two, { mapping: { a: 'all', b: 'all', j: 'all' }, anew: ['a', 'b', 'j'] })).toBeUndefined();
    expect(both.places).toEqual(['all']);
  });

  it('arms what is new at its border, ends what is gone, keeps what is the same, and does not wake what has happened', async () => {
    const timer = (id: string, span: string) =>
      `<boundaryEvent id="${id}" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>${span}</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}e"/>${flow(id, `${id}e`)}`;
    const one = await programOf(
      between(userTask('a') + timer('kept', 'PT5H') + timer('gone', 'PT6H') + timer('fired', 'PT1H'), 'a'),
    );
    const two = await programOf(
      between(userTask('a') + timer('kept', 'PT9H') + timer('fired', 'PT1H') + timer('fresh', 'PT2H'), 'a'),
    );
    const moved = new MovedCase(one);
    const [kept, , fired] = moved.now.timers;
    moved.at += hour;
    moved.take({ type: 'triggerTimer', timerId: fired?.id ?? '' });
    expect(moved.migrate(two)).toBeUndefined();
    const due = () =>
      moved.now.timers.map(({ element, dueAt }) => [moved.program.elements[element]?.id, (dueAt - moved.at) / hour]);
    expect(due()).toEqual([
      ['kept', 4],
      ['fresh', 2],
    ]);
    expect(moved.now.timers[0]?.id).toBe(kept?.id);
    // There and back: what was armed on the way goes, what was there before is armed as if it were new.
    moved.at += hour;
    expect(moved.migrate(one, { timers: { kept: 'redate' } })).toBeUndefined();
    expect(due()).toEqual([
      ['kept', 3],
      ['gone', 6],
    ]);
    expect(moved.migrate(two, { timers: { kept: 'restart' } })).toBeUndefined();
    expect(due()).toEqual([
      ['kept', 9],
      ['fresh', 2],
    ]);
  });

  it('keeps, restarts or counts anew the limit of a task', async () => {
    const limited = (limit: string) => programOf(between(userTask('a', limit && `<fortnight:timing limit="${limit}"/>`), 'a'));
    const [none, eight, four] = [await limited(''), await limited('PT8H'), await limited('PT4H')];
    const due = ({ now, at }: MovedCase) =>
      [now.tasks, now.timers].map(([one]) => one?.dueAt !== undefined && (one.dueAt - at) / hour);
    const started = (on: Program) => {
      const made = new MovedCase(on);
      made.at += hour;
      return made;
    };
    const kept = started(eight);
    kept.migrate(four);
    expect(due(kept)).toEqual([7, 7]);
    const again = started(eight);
    again.migrate(four, { timers: { a: 'restart' } });
    expect(due(again)).toEqual([4, 4]);
    const redated = started(eight);
    redated.migrate(four, { timers: { a: 'redate' } });
    expect(due(redated)).toEqual([3, 3]);
    const undated = started(eight);
    undated.migrate(none);
    expect(due(undated)).toEqual([false, false]);
    undated.migrate(eight);
    expect(due(undated)).toEqual([8, 8]);
  });

  it('keeps the votes of whoever is still asked, and goes on where they decide', async () => {
    const approval = (who: readonly string[], mode = 'all', quorum = '') =>
      programOf(
        between(
          userTask(
            'a',
            `<fortnight:approval mode="${mode}" ${quorum} result="r">${who.map((one) => `<fortnight:approver who="user:${one}"/>`).join('')}<fortnight:outcome id="ok" kind="approve"/></fortnight:approval>`,
          ) + userTask('z'),
          'a',
          'z',
        ),
      );
    const three = await approval(['ann', 'bob', 'cem']);
    const moved = new MovedCase(three);
    moved.complete('a', 'ann', { outcome: 'ok' });
    const bobs = moved.now.tasks.find(({ assignee }) => assignee === 'bob')?.id;
    // The same rule: everything stays.
    const before = moved.now;
    expect(moved.migrate(await approval(['ann', 'bob', 'cem']))).toBeUndefined();
    expect({ ...moved.now, seq: 0 }).toEqual({ ...before, seq: 0 });
    expect(moved.migrate(await approval(['bob', 'ann', 'dee']))).toBeUndefined();
    expect(moved.now.approvals?.[0]).toMatchObject({ needed: 3, votes: [{ by: 'ann', entry: 0 }] });
    expect(moved.now.tasks.map(({ id, assignee, entry }) => [id === bobs, assignee, entry])).toEqual([
      [true, 'bob', 1],
      [false, 'dee', 2],
    ]);
    moved.complete('a', 'dee', { outcome: 'ok' });
    expect(moved.migrate(await approval(['ann', 'bob', 'cem', 'dee'], 'quorum', 'quorum="2"'))).toBeUndefined();
    expect(moved.places).toEqual(['z']);
    expect(moved.now.variables.r).toMatchObject({ outcome: 'ok', votes: [{ by: 'ann' }, { by: 'dee' }] });
  });

  it('owes a checkpoint that the other version puts before its place, unless somebody lets it in writing', async () => {
    const check =
      '<businessRuleTask id="c" name="Check"><extensionElements><fortnight:checkpoint reviewers="user:bob"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint></extensionElements></businessRuleTask>';
    const one = await programOf(between(userTask('a') + userTask('b'), 'a', 'b'));
    const two = await programOf(between(userTask('a') + check + userTask('b'), 'a', 'c', 'b'));
    const before = new MovedCase(one, { fine: true });
    expect(before.migrate(two)).toBeUndefined();
    const moved = new MovedCase(one, { fine: true });
    moved.complete('a');
    const { plan } = planMigration(one, two);
    expect(examine(one, two, moved.now, plan)).toEqual({
      outcome: 'check-owed',
      obstacles: [{ kind: 'check-owed', code: 'checkpoint-owed', elementId: 'b', to: 'b', params: { checkpoints: ['c'] } }],
    });
    expect(moved.migrate(two)).toMatchObject({ code: 'checkpoint-owed' });
    expect(moved.migrate(two, {}, { override: { by: 'cem', reason: 'it was checked by hand' } })).toBeUndefined();
    expect(moved.events.at(-1)).toMatchObject({ type: 'migrated', override: { by: 'cem' } });
    // What has passed it there has passed it after another move as well.
    const passed = new MovedCase(two, { fine: true });
    passed.complete('a');
    expect(
      passed.migrate(await programOf(between(userTask('a') + check + userTask('b') + userTask('d'), 'a', 'c', 'b', 'd'))),
    ).toBeUndefined();
    expect(passed.now.passed).toEqual(['c']);
    // Where the check is gone it is remembered, as long as nothing has happened since: so that the case may come back.
    expect(passed.migrate(one)).toBeUndefined();
    expect(passed.now).toMatchObject({ passedBefore: ['c'] });
    expect(passed.migrate(two)).toBeUndefined();
    expect(passed.now.passed).toEqual(['c']);
    const three = await programOf(between(userTask('a') + userTask('b') + userTask('d'), 'a', 'b', 'd'));
    expect(passed.migrate(three)).toBeUndefined();
    passed.complete('b');
    expect(codes(passed.migrate(two, { mapping: { d: 'b' } }))).toEqual(['checkpoint-owed']);
  });

  it('has passed a checkpoint under its own id alone, whatever a plan calls the same', async () => {
    const check = (id: string, when: string, name = id) =>
      `<businessRuleTask id="${id}" name="${name}"><extensionElements><fortnight:checkpoint reviewers="user:bob"><fortnight:rule id="fine" when="= ${when}"/></fortnight:checkpoint></extensionElements></businessRuleTask>`;
    const steps = userTask('a') + userTask('w');
    const trivial = await programOf(between(steps + check('c1', 'true'), 'a', 'c1', 'w'));
    const strict = await programOf(between(steps + check('chk', 'fine'), 'a', 'chk', 'w'));
    const moved = new MovedCase(trivial, { fine: false });
    moved.complete('a');
    expect(moved.now.passed).toEqual(['c1']);
    const { plan } = planMigration(trivial, strict, { mapping: { c1: 'chk' } });
    expect(examine(trivial, strict, moved.now, plan)).toMatchObject({
      outcome: 'check-owed',
      obstacles: [{ code: 'checkpoint-owed', params: { checkpoints: ['chk'] } }],
    });
    expect(moved.migrate(strict, { mapping: { c1: 'chk' } })).toMatchObject({ code: 'checkpoint-owed' });
    // A guess by the same name is no more than a guess.
    const named = await programOf(between(steps + check('c2', 'fine', 'c1'), 'a', 'c2', 'w'));
    expect(planMigration(trivial, named).plan.mapping).toMatchObject({ c1: 'c2' });
    expect(moved.migrate(named)).toMatchObject({ code: 'checkpoint-owed' });
    // An override lets it stand there; the check stays owed, and what was passed comes back with the case.
    const override = { by: 'cem', reason: 'it was checked by hand' };
    expect(moved.migrate(strict, { mapping: { c1: 'chk' } }, { override })).toBeUndefined();
    expect(moved.now).toMatchObject({ passedBefore: ['c1'] });
    expect(moved.now.passed).toBeUndefined();
    expect(moved.migrate(trivial)).toBeUndefined();
    expect(moved.now.passed).toEqual(['c1']);
  });

  describe('behind a choice', () => {
    const choice = (condition: string) =>
      programOf(
        `<startEvent id="s"/><exclusiveGateway id="g" default="g-b"/>${userTask('a')}${userTask('b')}<endEvent id="e"/>` +
          flow('s', 'g') +
          flow('g', 'a', condition) +
          flow('g', 'b') +
          flow('a', 'e') +
          flow('b', 'e'),
      );
    let versions: Program[];
    beforeAll(async () => {
      versions = [await programOf(between(userTask('a'), 'a')), await choice('= amount > 100'), await choice('= amount > 1000')];
    });

    it('needs a mapping where the data would not have led there', () => {
      const [plain, hundred, thousand] = versions as [Program, Program, Program];
      const small = new MovedCase(plain, { amount: 50 });
      expect(small.migrate(hundred)).toMatchObject({ code: 'mapping-needed' });
      expect(obstacles(small.migrate(hundred))).toEqual([
        { kind: 'needs-mapping', code: 'choice-not-taken', elementId: 'a', to: 'a', params: { choice: 'g' } },
      ]);
      expect(small.migrate(hundred, { mapping: { a: 'b' } })).toBeUndefined();
      const large = new MovedCase(plain, { amount: 500 });
      expect(large.migrate(hundred)).toBeUndefined();
      expect(codes(large.migrate(thousand))).toEqual(['choice-not-taken']);
      expect(large.migrate(thousand, { mapping: { a: 'a' } })).toBeUndefined();
    });
  });

  it('does not move where branches would wait for ever, or run twice', async () => {
    const fork = (ways: readonly string[]) =>
      programOf(
        `<startEvent id="s"/><parallelGateway id="f"/>${ways.map((id) => userTask(id)).join('')}<parallelGateway id="j"/><endEvent id="e"/>` +
          flows('s', 'f') +
          ways.map((id) => flows('f', id, 'j')).join('') +
          flows('j', 'e'),
      );
    const [two, three] = [await fork(['a', 'b']), await fork(['a', 'b', 'c'])];
    const row = await programOf(between(userTask('a') + userTask('b'), 'a', 'b'));
    expect(codes(new MovedCase(two).migrate(three))).toEqual(['join-out-of-reach']);
    expect(codes(new MovedCase(two).migrate(row))).toEqual(['runs-twice']);
    // What waits before the join came by the way that is another now.
    const half = new MovedCase(two);
    half.complete('a');
    expect(half.migrate(await fork(['b', 'x']))).toBeUndefined();
    half.complete('b');
    expect(half.now.status).toBe('completed');
    const twice = new MovedCase(three);
    twice.complete('a');
    twice.complete('b');
    expect(codes(twice.migrate(await fork(['c', 'x', 'y'])))).toContain('join-half-arrived');
    // A join that has a single flow now waits for nobody, and whoever came by another would stay before it for ever.
    const stays = new MovedCase(two);
    stays.complete('a');
    const inRow = await programOf(
      `<startEvent id="s"/><parallelGateway id="f"/>${userTask('a')}${userTask('b')}<parallelGateway id="j"/><endEvent id="e"/>` +
        flows('s', 'f', 'a', 'b', 'j', 'e'),
    );
    expect(codes(stays.migrate(inRow))).toEqual(['join-half-arrived']);
  });

  it('knows who did what, also by ids of before and for questions that only the new version asks', async () => {
    const approval = (more: string) =>
      userTask(
        'sign',
        `<fortnight:approval mode="one" result="r" ${more}><fortnight:approver who="user:ann"/><fortnight:approver who="user:bob"/><fortnight:outcome id="ok" kind="approve"/></fortnight:approval>`,
      );
    const one = await programOf(between(userTask('draft') + userTask('wait'), 'draft', 'wait'));
    const two = await programOf(
      between(
        userTask('prepare', '', 'draft') + userTask('wait') + approval('separateFrom="prepare"'),
        'prepare',
        'wait',
        'sign',
      ),
    );
    const moved = new MovedCase(one);
    moved.complete('draft', 'ann');
    expect(moved.migrate(two)).toBeUndefined();
    moved.complete('wait', 'bob');
    expect(moved.now.tasks.map(({ assignee }) => assignee)).toEqual(['bob']);
  });

  it('keeps what outside workers do, unless it is other work', async () => {
    const job = (type: string) =>
      programOf(
        between(`<serviceTask id="j"><extensionElements><fortnight:job type="${type}"/></extensionElements></serviceTask>`, 'j'),
      );
    const moved = new MovedCase(await job('crm.sync'));
    const [first] = moved.now.jobs;
    moved.migrate(await job('crm.sync'));
    expect(moved.now.jobs).toEqual([first]);
    moved.migrate(await job('erp.sync'));
    expect(moved.now.jobs.map(({ id }) => id)).not.toEqual([first?.id]);
    expect(moved.effects.slice(-2).map(({ type }) => type)).toEqual(['cancelJob', 'createJob']);
  });

  it('says that nothing would change where all that lies ahead is the same', async () => {
    const one = await programOf(between(userTask('a') + userTask('b'), 'a', 'b'));
    const two = await programOf(between(userTask('a', '<fortnight:timing limit="PT8H"/>') + userTask('b'), 'a', 'b'));
    const { plan } = planMigration(one, two);
    const moved = new MovedCase(one);
    expect(examine(one, two, moved.now, plan)).toEqual({ outcome: 'migrates', obstacles: [] });
    moved.complete('a');
    expect(examine(one, two, moved.now, plan)).toEqual({ outcome: 'unchanged', obstacles: [] });
  });
});

describe('a case that is modified', () => {
  const check =
    '<businessRuleTask id="c" name="Check"><extensionElements><fortnight:checkpoint reviewers="user:bob"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint></extensionElements></businessRuleTask>';
  const inside = `<startEvent id="s2"/><parallelGateway id="f"/>${userTask('x')}${userTask('y')}<endEvent id="e2"/>${flows('s2', 'f', 'x', 'e2')}${flows('f', 'y', 'e2')}`;
  const each = `<subProcess id="each"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="s3"/>${userTask('run')}<endEvent id="e3"/>${flows('s3', 'run', 'e3')}</subProcess>`;
  const program = () =>
    programOf(
      between(
        `${userTask('a')}${check}<subProcess id="sub">${inside}</subProcess>${userTask('z')}${each}`,
        'a',
        'c',
        'sub',
        'z',
        'each',
      ),
    );
  const by = { userId: 'bob' };
  const override = { by: 'cem', reason: 'it was checked by hand' };
  const modify = (...moves: readonly object[]) => ({ type: 'modify', by, reason: 'it stood wrong', moves }) as never;

  it('moves, adds and cancels tokens, and opens what stands around them', async () => {
    const moved = new MovedCase(await program(), { fine: true });
    moved.complete('a');
    expect(moved.places).toEqual(['sub', 'x', 'y']);
    moved.take(modify({ do: 'cancel', from: { elementId: 'x' } }, { do: 'move', from: { elementId: 'y' }, toElementId: 'z' }));
    expect(moved.places).toEqual(['z']);
    expect(moved.now.scopes).toEqual([]);
    moved.take(modify({ do: 'add', toElementId: 'x' }));
    expect(moved.places).toEqual(['z', 'sub', 'x']);
    moved.take(modify({ do: 'add', toElementId: 'y' }));
    moved.take(modify({ do: 'cancel', from: { elementId: 'y' } }));
    expect(moved.events.filter(({ type }) => type === 'modified')).toHaveLength(4);
    expect(moved.places).toEqual(['z', 'sub', 'x']);
  });

  it('passes by no checkpoint in silence, and owes again what it is moved in front of', async () => {
    const moved = new MovedCase(await program(), { fine: true });
    const ahead = { do: 'move', from: { elementId: 'a' }, toElementId: 'z' };
    expect(moved.refused(modify(ahead))).toMatchObject({ code: 'checkpoint-owed', params: { checkpoints: ['c'] } });
    moved.take({ ...(modify(ahead) as object), override } as never);
    expect(moved.places).toEqual(['z']);
    moved.take(modify({ do: 'move', from: { elementId: 'z' }, toElementId: 'a' }));
    moved.complete('a');
    expect(moved.now.passed).toEqual(['c']);
    moved.take(modify({ do: 'move', from: { elementId: 'sub' }, toElementId: 'a' }));
    expect(moved.now.passed).toBeUndefined();
  });

  it('refuses by name what can be no place, and what would never end', async () => {
    const moved = new MovedCase(await program(), { fine: true });
    const refused = (...moves: readonly object[]) => moved.refused(modify(...moves))?.code;
    const from = { elementId: 'a' };
    expect(refused()).toBe('nothing-to-do');
    expect(refused({ do: 'move', from, toElementId: 'nowhere' })).toBe('unknown-element');
    expect(refused({ do: 'move', from, toElementId: 's' })).toBe('not-a-place');
    expect(refused({ do: 'cancel', from: { elementId: 'z' } })).toBe('token-not-found');
    expect(refused({ do: 'cancel', from })).toBe('nothing-left');
    moved.complete('a');
    expect(refused({ do: 'add', toElementId: 'run' })).toBe('inside-multi-instance');
    expect(refused({ do: 'cancel', from: { elementId: 'x' } }, { do: 'cancel', from: { elementId: 'y' } })).toBe('dead-scope');
    moved.complete('x');
    moved.complete('y');
    moved.complete('z');
    expect(moved.places.filter((id) => id === 'run')).toHaveLength(2);
    expect(refused({ do: 'move', from: { elementId: 'run' }, toElementId: 'z' })).toBe('ambiguous-token');
    const [run] = moved.now.tokens.filter(({ element }) => moved.program.elements[element]?.id === 'run');
    expect(refused({ do: 'move', from: { tokenId: run?.id }, toElementId: 'z' })).toBe('inside-multi-instance');
    moved.take(modify({ do: 'move', from: { elementId: 'each' }, toElementId: 'z' }));
    expect(moved.places).toEqual(['z']);
  });
});
