import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine } from '../engine.double.ts';

const process = (middle: string, flows: string) =>
  bpmn(
    'deal',
    `<extensionElements><fortnight:process uniqueBusinessKey="true"/></extensionElements>
     <startEvent id="start"/>${middle}<endEvent id="end"/>${flows}`,
  );
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const user = (id: string, name: string, more = '') =>
  `<userTask id="${id}" name="${name}">${more && `<extensionElements>${more}</extensionElements>`}</userTask>`;
const check = `<businessRuleTask id="check" name="Check"><extensionElements><fortnight:checkpoint reviewers="user:risk"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint></extensionElements></businessRuleTask>`;

const first = process(
  `<subProcess id="early" name="Early"><extensionElements><fortnight:stage order="1"/></extensionElements><startEvent id="s1"/>${user('prepare', 'Prepare')}<endEvent id="e1"/>${flow('s1', 'prepare')}${flow('prepare', 'e1')}</subProcess>${user('sign', 'Sign')}`,
  flow('start', 'early') + flow('early', 'sign') + flow('sign', 'end'),
);
const second = process(
  `<subProcess id="early" name="Early"><extensionElements><fortnight:stage order="1"/></extensionElements><startEvent id="s1"/>${user('prepare', 'Prepare it', '<fortnight:timing limit="PT8H"/>')}<endEvent id="e1"/>${flow('s1', 'prepare')}${flow('prepare', 'e1')}</subProcess>${user('read', 'Read')}${user('sign', 'Sign')}`,
  flow('start', 'early') + flow('early', 'read') + flow('read', 'sign') + flow('sign', 'end'),
);
const checked = process(
  user('prepare', 'Prepare') + check + user('sign', 'Sign'),
  flow('start', 'prepare') + flow('prepare', 'check') + flow('check', 'sign') + flow('sign', 'end'),
);
const plain = process(
  user('prepare', 'Prepare') + user('sign', 'Sign'),
  flow('start', 'prepare') + flow('prepare', 'sign') + flow('sign', 'end'),
);

const owner = person('owner', [], ['owner']);
const risk = person('risk', [], ['risk', 'owner', 'admin']);
const ann = person('ann');
const reason = 'the new version is better';

describe('moving a case', () => {
  let test: TestEngine;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'moving-'));
    test = await openTestEngine(`sqlite:${join(folder, 'fortnight.db')}`, [
      { id: 'ann' },
      { id: 'owner' },
      { id: 'risk', roles: ['risk'] },
    ]);
  });
  afterEach(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (businessKey?: string) =>
    test.engine.startInstance(admin, {
      processId: 'deal',
      variables: { fine: true },
      ...(businessKey !== undefined && { businessKey }),
    });
  const taskOf = async (instanceId: string) => {
    const { items } = await test.engine.listTasks(admin, { instanceId, state: 'open', limit: 10, sort: 'dueAt' });
    if (!items[0]) throw new Error('no open task');
    return items[0];
  };

  it('keeps the same task under its new name, and tells which version was which', async () => {
    await test.publish(first, [], 'owner');
    const { id } = await start();
    const task = await taskOf(id);
    await test.publish(second, [], 'owner');
    const dry = await test.engine.migrateInstance(owner, id, { toVersion: 2, dryRun: true });
    expect(dry).toMatchObject({ outcome: 'migrates', obstacles: [], instance: null });
    expect((await test.engine.getInstance(admin, id)).version).toBe(1);
    const moved = await test.engine.migrateInstance(owner, id, { toVersion: 2, reason });
    expect(moved.instance).toMatchObject({ version: 2, stage: { elementId: 'early' } });
    const after = await taskOf(id);
    expect(after).toMatchObject({ id: task.id, name: 'Prepare it', version: 2, createdAt: task.createdAt });
    expect(after.dueAt).not.toBeUndefined();
    const { items } = await test.engine.listEvents(admin, id, { limit: 100, order: 'asc', type: 'migrated' });
    expect(items).toMatchObject([{ type: 'migrated', reason, fromVersion: 1, toVersion: 2, by: { userId: 'owner' } }]);
    expect(await test.engine.listInstances(admin, { processId: 'deal', version: 1, limit: 10, sort: 'startedAt' })).toMatchObject(
      { items: [] },
    );
    await test.restart();
    await test.engine.completeTask(admin, after.id, {});
    expect((await taskOf(id)).elementId).toBe('read');
    await expect(test.engine.migrateInstance(owner, id, { toVersion: 2, reason })).rejects.toMatchObject({
      status: 409,
      code: 'already-there',
    });
    await expect(test.engine.migrateInstance(owner, id, { toVersion: 7, reason })).rejects.toMatchObject({
      status: 404,
      code: 'version-not-found',
    });
    await expect(test.engine.migrateInstance(ann, id, { toVersion: 1, reason })).rejects.toMatchObject({ status: 404 });
  });

  it('passes by a checkpoint by an override of a second person alone, once', async () => {
    await test.publish(plain, [], 'owner');
    const { id } = await start();
    await test.engine.completeTask(admin, (await taskOf(id)).id, {});
    await test.publish(checked, [], 'owner');
    const go = (by: typeof owner, overrideId?: string) =>
      test.engine.migrateInstance(by, id, { toVersion: 2, reason, ...(overrideId !== undefined && { overrideId }) });
    await expect(go(owner)).rejects.toMatchObject({ status: 409, code: 'checkpoint-owed' });
    const grant = (by: typeof owner, checkpoints: string[]) =>
      test.engine.grantOverride(by, id, { checkpoints, reason: 'it was checked on paper' });
    await expect(grant(owner, ['check'])).rejects.toMatchObject({ status: 403, code: 'risk-only' });
    const narrow = await grant(risk, ['other']);
    await expect(go(owner, narrow.id)).rejects.toMatchObject({ status: 409, code: 'override-too-narrow' });
    const override = await grant(risk, ['check']);
    await expect(go(risk, override.id)).rejects.toMatchObject({ status: 403, code: 'same-person' });
    // A key without a user is no second person.
    await expect(go(admin, override.id)).rejects.toMatchObject({ status: 403, code: 'person-needed' });
    await expect(go(owner, 'nobody~1')).rejects.toMatchObject({ status: 404, code: 'override-not-found' });
    expect((await go(owner, override.id)).instance).toMatchObject({ version: 2 });
    expect((await test.engine.listOverrides(admin, id)).items.map(({ usedBy }) => usedBy)).toEqual([null, 'owner']);
    const { items } = await test.engine.listEvents(admin, id, { limit: 10, order: 'desc', type: 'migrated' });
    expect(items).toMatchObject([{ override: { by: 'risk', reason: 'it was checked on paper' } }]);
  });

  it('is moved by hand: refused by name, or past a checkpoint with an override', async () => {
    await test.publish(checked, [], 'owner');
    const { id } = await start();
    const ahead = { moves: [{ do: 'move' as const, from: { elementId: 'prepare' }, toElementId: 'sign' }], reason };
    await expect(test.engine.modifyInstance(ann, id, ahead)).rejects.toMatchObject({ status: 404 });
    await expect(test.engine.modifyInstance(owner, id, ahead)).rejects.toMatchObject({ status: 409, code: 'checkpoint-owed' });
    const { id: overrideId } = await test.engine.grantOverride(risk, id, { checkpoints: ['check'], reason: 'on paper' });
    expect(await test.engine.modifyInstance(owner, id, { ...ahead, overrideId })).toMatchObject({
      tokens: [{ elementId: 'sign' }],
    });
    // Somebody was quicker: what it names is not there any more, and nothing changes.
    await expect(test.engine.modifyInstance(owner, id, ahead)).rejects.toMatchObject({ status: 409, code: 'token-not-found' });
    expect((await taskOf(id)).elementId).toBe('sign');
  });

  it('lets a review answer for its own checkpoint alone: another one begins anew', async () => {
    const other = checked.replaceAll('"check"', '"strict"').replaceAll('-check"', '-strict"').replaceAll('"check-', '"strict-');
    await test.publish(checked, [], 'owner');
    const { id } = await test.engine.startInstance(admin, { processId: 'deal', variables: { fine: false } });
    await test.engine.completeTask(admin, (await taskOf(id)).id, {});
    expect(await taskOf(id)).toMatchObject({ kind: 'review', elementId: 'check' });
    await test.publish(other, [], 'owner');
    const plan = { mapping: { check: 'strict' } };
    const dry = await test.engine.migrateInstance(owner, id, { toVersion: 2, plan, dryRun: true });
    expect(dry).toMatchObject({
      outcome: 'blocked',
      obstacles: [{ code: 'checkpoint-differs', elementId: 'check', to: 'strict' }],
    });
    await expect(test.engine.migrateInstance(owner, id, { toVersion: 2, plan, reason })).rejects.toMatchObject({
      status: 409,
      code: 'migration-blocked',
    });
    const anew = { toVersion: 2, plan: { ...plan, anew: ['check'] }, reason };
    expect((await test.engine.migrateInstance(owner, id, anew)).instance).toMatchObject({ version: 2 });
    expect(await taskOf(id)).toMatchObject({ kind: 'review', elementId: 'strict', failedRules: [{ id: 'fine' }] });
  });

  it('keeps business keys unique on the version that asks for it', async () => {
    await test.publish(plain.replace('uniqueBusinessKey="true"', ''), [], 'owner');
    const one = await start('SO-1');
    const other = await start('SO-1');
    await test.publish(checked, [], 'owner');
    await expect(test.engine.migrateInstance(owner, one.id, { toVersion: 2, reason })).rejects.toMatchObject({
      status: 409,
      code: 'business-key-taken',
    });
    const taken = [{ kind: 'blocked', code: 'business-key-taken', elementId: 'deal' }];
    expect(await test.engine.migrateInstance(owner, one.id, { toVersion: 2, dryRun: true })).toMatchObject({
      outcome: 'blocked',
      obstacles: taken,
    });
    const impact = await test.engine.planCaseMigration(owner, 'deal', { fromVersion: 1, toVersion: 2 });
    expect(impact).toMatchObject({ total: 2, outcomes: { blocked: 2 }, obstacles: [{ ...taken[0], cases: 2 }] });
    // A case that ended is told so, and leaves its key to the other.
    await test.engine.cancelInstance(admin, other.id, { reason: 'it was the same deal' });
    expect(await test.engine.migrateInstance(owner, other.id, { toVersion: 2, dryRun: true })).toMatchObject({
      outcome: 'blocked',
      obstacles: [{ kind: 'blocked', code: 'instance-ended' }],
    });
    await expect(test.engine.migrateInstance(owner, other.id, { toVersion: 2, reason })).rejects.toMatchObject({
      status: 409,
      code: 'instance-ended',
    });
    expect(await test.engine.migrateInstance(owner, one.id, { toVersion: 2, reason })).toMatchObject({
      instance: { version: 2 },
    });
  });

  describe('many at once', () => {
    const count = 120;
    const ids: string[] = [];
    beforeEach(async () => {
      ids.length = 0;
      await test.engine.start();
      await test.publish(plain, [], 'owner');
      for (let number = 0; number < count; number++) ids.push((await start()).id);
      for (const id of ids.slice(0, 40)) await test.engine.completeTask(admin, (await taskOf(id)).id, {});
      await test.publish(checked, [], 'owner');
    });
    const settled = async (id: string) => {
      for (;;) {
        await test.engine.migrationsIdle();
        const found = await test.engine.getMigration(owner, id);
        if (found.state !== 'running' && found.state !== 'undoing') return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };

    it('says before what it would do, by stage and by what stands in the way', async () => {
      const impact = await test.engine.planCaseMigration(owner, 'deal', { fromVersion: 1, toVersion: 2 });
      expect(impact).toMatchObject({ total: count, outcomes: { migrates: 80, 'check-owed': 40, blocked: 0 } });
      expect(impact.stages).toMatchObject([{ stageId: null, total: count }]);
      expect(impact.obstacles).toMatchObject([{ code: 'checkpoint-owed', elementId: 'sign', cases: 40 }]);
      expect(impact.elements.find(({ from }) => from === 'prepare')).toMatchObject({ to: 'prepare', cases: 80 });
      await expect(test.engine.planCaseMigration(ann, 'deal', { fromVersion: 1, toVersion: 2 })).rejects.toMatchObject({
        status: 403,
      });
    });

    it('moves what can move, leaves the rest with why, and takes back what nobody has worked on', async () => {
      const { id } = await test.engine.startMigration(owner, 'deal', { fromVersion: 1, toVersion: 2, reason });
      await expect(test.engine.startMigration(owner, 'deal', { fromVersion: 1, toVersion: 2, reason })).rejects.toMatchObject({
        code: 'migration-running',
      });
      expect(await settled(id)).toMatchObject({ state: 'done', total: count, moved: 80, failed: 40, toGo: 0, undoable: 80 });
      const failed = await test.engine.listMigratedCases(owner, id, { state: 'failed', limit: 50 });
      expect(failed.items).toHaveLength(40);
      expect(failed.items[0]).toMatchObject({ code: 'checkpoint-owed', obstacles: [{ kind: 'check-owed' }] });
      const moved = ids.slice(40);
      for (const one of moved.slice(0, 5)) await test.engine.completeTask(admin, (await taskOf(one)).id, {});
      expect(await test.engine.getMigration(owner, id)).toMatchObject({ undoable: 75 });
      await test.engine.undoMigration(owner, id);
      expect(await settled(id)).toMatchObject({ state: 'undone', moved: 5, undone: 75 });
      const stays = await test.engine.listMigratedCases(owner, id, { state: 'moved', limit: 50 });
      expect(stays.items.map(({ code }) => code)).toEqual(Array(5).fill('moved-on'));
      expect((await test.engine.getInstance(admin, moved[50] ?? '')).version).toBe(1);
      expect((await test.engine.listMigrations(owner, 'deal', { limit: 10 })).items).toHaveLength(1);
    });

    it('is held, goes on, tries again, and goes on after the process was killed in between', async () => {
      const { id } = await test.engine.startMigration(owner, 'deal', { fromVersion: 1, toVersion: 2, reason, rate: 60_000 });
      await test.engine.pauseMigration(owner, id);
      const held = await test.engine.getMigration(owner, id);
      expect(held).toMatchObject({ state: 'paused' });
      await expect(test.engine.pauseMigration(owner, id)).rejects.toMatchObject({ status: 409, code: 'migration-state' });
      test.dieAfter(20);
      await test.engine.resumeMigration(owner, id);
      while (test.commitsLeft > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await test.restart();
      expect(await settled(id)).toMatchObject({ state: 'done', moved: 80, failed: 40 });
      for (const one of ids.slice(0, 3))
        await test.engine.modifyInstance(owner, one, {
          reason,
          moves: [{ do: 'move', from: { elementId: 'sign' }, toElementId: 'prepare' }],
        });
      await test.engine.retryMigration(owner, id);
      expect(await settled(id)).toMatchObject({ state: 'done', moved: 83, failed: 37 });
    });

    it('moves of the cases that are named those where the filter says, each once', async () => {
      const named = [...ids.slice(30, 50), ...ids.slice(45, 50), 'nobody'];
      const about = { fromVersion: 1, toVersion: 2, filter: { instanceIds: named, elementId: 'prepare' } };
      expect(await test.engine.planCaseMigration(owner, 'deal', about)).toMatchObject({ total: 10, outcomes: { migrates: 10 } });
      const { id } = await test.engine.startMigration(owner, 'deal', { ...about, reason });
      expect(await settled(id)).toMatchObject({ state: 'done', total: 10, moved: 10, failed: 0, toGo: 0 });
      expect((await test.engine.listMigratedCases(owner, id, { limit: 50 })).items).toHaveLength(10);
      const all = { fromVersion: 1, toVersion: 2, filter: { instanceIds: named, stage: 'early' }, reason };
      expect((await test.engine.startMigration(owner, 'deal', all)).total).toBe(0);
    });

    it('is the only one from its version, also where it is tried again or taken back', async () => {
      const between = { fromVersion: 1, toVersion: 2, reason };
      const one = await test.engine.startMigration(owner, 'deal', { ...between, filter: { instanceIds: ids.slice(39, 41) } });
      expect(await settled(one.id)).toMatchObject({ state: 'done', moved: 1, failed: 1 });
      const other = await test.engine.startMigration(owner, 'deal', { ...between, rate: 1 });
      const refused = { status: 409, code: 'migration-running', params: { migrationId: other.id } };
      await expect(test.engine.retryMigration(owner, one.id)).rejects.toMatchObject(refused);
      await expect(test.engine.undoMigration(owner, one.id)).rejects.toMatchObject(refused);
      await test.engine.pauseMigration(owner, other.id);
      await expect(test.engine.undoMigration(owner, one.id)).rejects.toMatchObject(refused);
      expect(await test.engine.getMigration(owner, one.id)).toMatchObject({ state: 'done', moved: 1, failed: 1 });
      await test.engine.stop();
    });

    it('changes nothing where it can’t be tried again, and leaves nothing waiting once it is taken back', async () => {
      const { id } = await test.engine.startMigration(owner, 'deal', {
        fromVersion: 1,
        toVersion: 2,
        reason,
        filter: { instanceIds: ids.slice(38, 42) },
      });
      await settled(id);
      await test.engine.undoMigration(owner, id);
      const undone = { state: 'undone', failed: 2, undone: 2, moved: 0 };
      expect(await settled(id)).toMatchObject(undone);
      await expect(test.engine.retryMigration(owner, id)).rejects.toMatchObject({ status: 409, code: 'migration-state' });
      expect(await test.engine.getMigration(owner, id)).toMatchObject(undone);
      expect((await test.engine.listMigratedCases(owner, id, { state: 'waiting', limit: 10 })).items).toEqual([]);
      // Taken back while some were to be tried again: these stay failed, with why.
      const next = await test.engine.startMigration(owner, 'deal', {
        fromVersion: 1,
        toVersion: 2,
        reason,
        filter: { instanceIds: ids.slice(38, 42) },
      });
      await settled(next.id);
      await Promise.all([test.engine.retryMigration(owner, next.id), test.engine.undoMigration(owner, next.id)]);
      expect(await settled(next.id)).toMatchObject(undone);
      const { items } = await test.engine.listMigratedCases(owner, next.id, { state: 'failed', limit: 10 });
      expect(items.map(({ code }) => code)).toEqual(['checkpoint-owed', 'checkpoint-owed']);
    });

    it('takes each case back to its own step, where several had become one', async () => {
      const { id } = await test.engine.startMigration(owner, 'deal', {
        fromVersion: 1,
        toVersion: 2,
        reason,
        plan: { mapping: { prepare: 'prepare', sign: 'prepare' }, timers: {} },
      });
      expect(await settled(id)).toMatchObject({ moved: 120, failed: 0 });
      await test.engine.undoMigration(owner, id);
      expect(await settled(id)).toMatchObject({ state: 'undone', undone: 120, moved: 0 });
      const places = await Promise.all([ids[0], ids[60]].map(async (one) => (await taskOf(one ?? '')).elementId));
      expect(places).toEqual(['sign', 'prepare']);
    });
  });
});
