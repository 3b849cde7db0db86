import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const loop = (attributes: string, inside = '', sequential = false) => ({
  extension: `<fortnight:loop ${attributes}/>`,
  inside: `<multiInstanceLoopCharacteristics isSequential="${sequential}">${inside}</multiInstanceLoopCharacteristics>`,
});
const sites = 'collection="= sites" item="site" output="= report" outputCollection="reports"';
const around = ({ extension, inside }: ReturnType<typeof loop>, name = 'userTask', more = '') =>
  `<startEvent id="s"/>${tag(name, 'visit', extension, more + inside)}<endEvent id="e"/>${flows('s', 'visit', 'e')}`;
const tasks = (played: Case) => played.state.tasks.map(({ id }) => id);
const finish = (played: Case, taskId: string | undefined, variables = {}) =>
  played.take({ type: 'completeTask', taskId: taskId ?? '', by: { userId: 'rep' }, variables });

describe('a multi-instance activity', () => {
  it('runs at once for every item, and gathers what each gave in their order', async () => {
    const on = await program(
      around({ ...loop(sites), extension: `${loop(sites).extension}<fortnight:input name="report" value="= null"/>` }),
    );
    const played = Case.start(on, { sites: ['A', 'B', 'C'] });
    const [a, b, c] = tasks(played);
    const locals = played.state.scopes.filter((scope) => !scope.loop).map(({ variables }) => variables);
    expect(locals).toEqual(['A', 'B', 'C'].map((site, index) => ({ loopCounter: index + 1, site, report: null })));
    finish(played, c, { report: 3 });
    finish(played, a, { report: 1 });
    expect(played.state.status).toBe('active');
    finish(played, b, { report: 2 });
    expect(played.state).toMatchObject({ status: 'completed', variables: { reports: [1, 2, 3] }, scopes: [] });
    expect(played.state.variables).not.toHaveProperty('report');
  });

  it('tells its body and each run in the history', async () => {
    const played = Case.start(await program(around(loop('collection="= sites"'))), { sites: ['A', 'B'] });
    for (const task of tasks(played)) finish(played, task);
    const history = played.host.events.flatMap((event) =>
      (event.type === 'elementEntered' || event.type === 'elementCompleted') && event.elementId === 'visit'
        ? [`${event.type} ${event.elementKind} ${event.loopCounter ?? ''}`]
        : [],
    );
    expect(history).toEqual([
      'elementEntered multiInstance ',
      'elementEntered userTask 1',
      'elementEntered userTask 2',
      'elementCompleted userTask 1',
      'elementCompleted userTask 2',
      'elementCompleted multiInstance ',
    ]);
    expect(played.all('taskOpened').map(({ loopCounter }) => loopCounter)).toEqual([1, 2]);
  });

  it('runs one after another, on the items as they were when it began', async () => {
    const played = Case.start(await program(around(loop(sites, '', true))), { sites: ['A', 'B'] });
    expect(tasks(played)).toHaveLength(1);
    finish(played, tasks(played)[0], { sites: [], report: 'a' });
    expect(played.state.scopes.at(-1)).toMatchObject({ variables: { site: 'B', loopCounter: 2 } });
    finish(played, tasks(played)[0], { report: 'b' });
    expect(played.state).toMatchObject({ status: 'completed', variables: { reports: ['a', 'b'] } });
  });

  it('runs as often as a cardinality says, until its condition holds', async () => {
    const inside =
      '<loopCardinality>= 2 + 3</loopCardinality><completionCondition>= numberOfCompletedInstances &gt;= 2</completionCondition>';
    const played = Case.start(await program(around({ extension: '', inside: loop('', inside).inside })));
    expect(tasks(played)).toHaveLength(5);
    finish(played, tasks(played)[0]);
    finish(played, tasks(played)[0]);
    expect(played.state).toMatchObject({ status: 'completed', tasks: [] });
    expect(played.all('elementTerminated').map(({ loopCounter, cause }) => `${loopCounter} ${cause}`)).toEqual([
      '3 conditionMet',
      '4 conditionMet',
      '5 conditionMet',
    ]);
  });

  it('goes on at once where there is nothing to run for', async () => {
    const played = Case.start(await program(around(loop(sites))), { sites: [] });
    expect(played.state).toMatchObject({ status: 'completed', variables: { reports: [] } });
  });

  it('stays before its body where it has no list, until that is resolved', async () => {
    const played = Case.start(await program(around(loop(sites))), {});
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'loop-count-invalid', elementId: 'visit' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { sites: ['A'] } });
    played.resolve();
    expect(tasks(played)).toHaveLength(1);
  });

  it('repeats sub-processes, whose variables stay apart', async () => {
    const inside = `<startEvent id="is"/>${tag('userTask', 'u')}${tag('scriptTask', 'sum', '', '<script>= loopCounter * 10</script>', 'scriptFormat="feel" fortnight:resultVariable="report"')}<endEvent id="ie"/>${flows('is', 'u', 'sum', 'ie')}`;
    const { extension, inside: characteristics } = loop(sites);
    const on = await program(
      around(
        { extension: `${extension}<fortnight:input name="report" value="= 0"/>`, inside: characteristics },
        'subProcess',
        inside,
      ),
    );
    const played = Case.start(on, { sites: ['A', 'B'] });
    for (const task of tasks(played).toReversed()) finish(played, task);
    expect(played.state).toMatchObject({ status: 'completed', variables: { reports: [10, 20] }, scopes: [], tokens: [] });
  });

  it('repeats jobs and scripts in both orders', async () => {
    for (const sequential of [false, true]) {
      const { extension, inside } = loop(
        'collection="= sites" item="site" output="= result.n" outputCollection="ns"',
        '',
        sequential,
      );
      const mapped = `${extension}<fortnight:job type="count"/><fortnight:output name="last" value="= n"/>`;
      const played = Case.start(await program(around({ extension: mapped, inside }, 'serviceTask')), { sites: [5, 6] });
      for (let job = played.state.jobs[0]; job; job = played.state.jobs[0])
        played.take({ type: 'completeJob', jobId: job.id, variables: { n: Number(job.id.slice(1)) } });
      const created = played.all('jobCreated').map(({ jobId }) => Number(jobId.slice(1)));
      expect(played.state).toMatchObject({ status: 'completed', variables: { ns: created, last: created[1] } });
    }
  });

  it('arms a boundary event once, which ends every run', async () => {
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const body = `${around(loop(sites))}${tag('boundaryEvent', 'late', '', timer, 'attachedToRef="visit"')}${tag('userTask', 'after')}${flow('late', 'after')}`;
    const played = Case.start(await program(body), { sites: ['A', 'B'] });
    expect(played.state.timers).toHaveLength(1);
    finish(played, tasks(played)[0]);
    played.advance(hour);
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('elementTerminated').map(({ elementKind }) => elementKind)).toEqual(['userTask', 'multiInstance']);
    expect(played.state.scopes).toEqual([]);
  });

  it('says at deploy what it lacks', async () => {
    expect(await problems(around({ extension: '', inside: '<multiInstanceLoopCharacteristics/>' }))).toEqual([
      'loop-without-count loop',
    ]);
    expect(await problems(around(loop('collection="= a" output="= b"')))).toEqual(['loop-output loop.output']);
  });
});
