import { describe, expect, it } from 'vitest';
import { input, output } from '../support/calls.ts';
import { Case } from '../support/case.ts';
import { flows, problems, program, tag } from '../support/process.ts';

const call = (extension = '', inside = '') => tag('callActivity', 'c', extension, inside, 'calledElement="g"');
const around = (element: string) => `<startEvent id="s"/>${element}<endEvent id="e"/>${flows('s', 'c', 'e')}`;
const global = (name: string, extension = '', inside = '', attributes = '') => tag(name, 'g', extension, inside, attributes);
const start = async (roots: string, element = call(), variables = {}) =>
  Case.start(await program(around(element), '', roots), variables);

describe('a call of a global task', () => {
  it('opens the user task for whom that says, as a task of the call activity', async () => {
    const task = global('globalUserTask', '<fortnight:assignment groups="legal"/><fortnight:form ref="f"/>');
    const form = { id: 'f', fields: [{ name: 'ok', label: { en: 'OK' } }] };
    const played = Case.start(await program(around(call()), '', task, [form]));
    expect(played.all('taskOpened')).toMatchObject([
      { elementId: 'c', elementKind: 'callActivity', candidateGroups: ['legal'], formRef: 'f' },
    ]);
    played.complete('c', 'law', { variables: { ok: true } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { ok: true } });
  });

  it('goes on with the undefined task, and waits for the manual one', async () => {
    expect((await start(global('globalTask'))).state.status).toBe('completed');
    expect((await start(global('globalManualTask'))).state.tasks).toHaveLength(1);
  });

  it('computes the script', async () => {
    const script = global(
      'globalScriptTask',
      '',
      '<script>= n + 1</script>',
      'scriptLanguage="feel" fortnight:resultVariable="n"',
    );
    expect((await start(script, call(), { n: 1 })).state.variables).toEqual({ n: 2 });
    const other = global('globalScriptTask', '', '<script>1</script>', 'scriptLanguage="javascript"');
    expect(await problems(around(call()), '', other)).toEqual(['script-format scriptFormat']);
  });

  it('offers the job of a business rule task', async () => {
    const played = await start(global('globalBusinessRuleTask', '<fortnight:job type="score"/>'));
    expect(played.all('jobCreated')).toMatchObject([{ elementId: 'c', jobType: 'score' }]);
    played.take({ type: 'completeJob', jobId: played.state.jobs[0]?.id ?? '', variables: { score: 7 } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { score: 7 } });
  });

  it('decides the approval and checks the checkpoint that are drawn as global tasks', async () => {
    const approve = '<fortnight:approval result="vote" error="no"><fortnight:approver who="user:cfo"/></fortnight:approval>';
    const border = tag('boundaryEvent', 'b', '', '<errorEventDefinition/>', 'attachedToRef="c"');
    const body = around(call()) + border + tag('task', 'lost') + flows('b', 'lost');
    const voting = await program(body, '', global('globalUserTask', approve));
    const approval = Case.start(voting);
    approval.complete('c', 'cfo', { outcome: 'approve' });
    expect(approval.state).toMatchObject({ status: 'completed', variables: { vote: { outcome: 'approve' } } });
    const rejected = Case.start(voting);
    rejected.complete('c', 'cfo', { outcome: 'reject', comment: 'too dear' });
    expect(rejected.trace).toContain('+lost');
    const check =
      '<fortnight:checkpoint reviewers="group:legal" result="check"><fortnight:rule id="r" when="= n = 1"/></fortnight:checkpoint>';
    const passed = await start(global('globalBusinessRuleTask', check), call(), { n: 1 });
    expect(passed.state.variables.check).toMatchObject({ outcome: 'passed' });
  });

  it('maps values in by the call and then by the task, and out the other way round', async () => {
    const task = global('globalUserTask', input('b', '= a + 1') + output('c', '= result.x'));
    const played = await start(task, call(input('a', '= n') + output('d', '= c * 2')), { n: 1 });
    expect(played.state.scopes[0]?.variables).toEqual({ a: 1, b: 2 });
    played.complete('c', 'rep', { variables: { x: 5 } });
    expect(played.state.variables).toEqual({ n: 1, c: 5, d: 10 });
  });

  it('runs once for each item', async () => {
    const many = '<multiInstanceLoopCharacteristics><loopCardinality>= 2</loopCardinality></multiInstanceLoopCharacteristics>';
    const played = await start(global('globalUserTask'), call('', many));
    expect(played.open('c')).toHaveLength(2);
  });

  it('has the boundary events of the call', async () => {
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const late = tag('boundaryEvent', 'b', '', timer, 'attachedToRef="c"') + tag('userTask', 'late') + flows('b', 'late');
    const played = Case.start(await program(around(call()) + late, '', global('globalUserTask')));
    played.advance(2 * 3_600_000);
    expect(played.waitsAt).toEqual(['late']);
  });
});
