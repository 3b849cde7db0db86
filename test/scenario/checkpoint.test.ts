import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const rules = `<fortnight:rule id="few" when="count(fields) &lt;= 2" message="Too many."/><fortnight:rule id="told" when="told = true" severity="warn"/>`;
const evidence = '<fortnight:evidence id="consent" name="Signed consent" required="true"/><fortnight:evidence id="note"/>';
const check = (inside: string, attributes = 'reviewers="group:compliance"', beside = '') =>
  tag(
    'businessRuleTask',
    'c',
    `<fortnight:checkpoint regulation="PIPL Art. 6" result="r" ${attributes}>${inside}</fortnight:checkpoint>${beside}`,
  );
const body = (checkpoint: string) =>
  `<startEvent id="s"/>${tag('userTask', 'prepare')}${checkpoint}${tag('userTask', 'next')}${flows('s', 'prepare', 'c', 'next')}`;
const start = async (variables: Parameters<typeof Case.start>[1], checkpoint = check(rules + evidence)) => {
  const played = Case.start(await program(body(checkpoint)), variables);
  played.complete('prepare', 'rep');
  return played;
};

describe('a compliance checkpoint', () => {
  it('goes on at once where every rule that blocks is true, with what warned on record', async () => {
    const played = await start({ fields: ['name'], told: false });
    expect(played.waitsAt).toEqual(['next']);
    expect(played.all('checkpointEvaluated')).toMatchObject([
      {
        regulation: 'PIPL Art. 6',
        rules: [
          { id: 'few', passed: true, severity: 'block', values: { fields: ['name'] } },
          { id: 'told', passed: false, severity: 'warn', values: { told: false } },
        ],
      },
    ]);
    expect(played.state.variables.r).toMatchObject({ outcome: 'passed', failed: ['told'], reason: null, evidence: [], by: null });
    expect(played.state.passed).toEqual(['c']);
  });

  it('fails a rule that is null, and asks the reviewers with what failed', async () => {
    const played = await start({});
    expect(played.waitsAt).toEqual(['c']);
    expect(played.all('taskOpened').at(-1)).toMatchObject({
      kind: 'review',
      candidateGroups: ['compliance'],
      outcomes: ['clear', 'reject'],
      failedRules: [{ id: 'few', message: 'Too many.' }, { id: 'told' }],
    });
  });

  it('is cleared only by a reviewer, with a written reason and the evidence', async () => {
    const played = await start({ fields: [1, 2, 3], told: true });
    const clear = { outcome: 'clear', comment: 'Consent was given.', evidence: [{ id: 'consent', fileId: 'f1' }] };
    const refused = (who: string, more: object) => played.refused(played.completion('c', who, { ...clear, ...more })).code;
    expect(refused('law', { outcome: undefined })).toBe('outcome-required');
    expect(refused('law', { outcome: 'approve' })).toBe('unknown-outcome');
    expect(refused('law', { comment: '  ' })).toBe('comment-required');
    expect(refused('law', { evidence: [{ id: 'note', fileId: 'f1' }] })).toBe('evidence-missing');
    expect(refused('law', { evidence: [...clear.evidence, { id: 'photo', fileId: 'f2' }] })).toBe('unknown-evidence');
    expect(refused('law', { variables: { r: { outcome: 'passed' } } })).toBe('reserved-variable');
    expect(refused('rep', {})).toBe('not-eligible');
    expect(refused('law', { by: { userId: null, privileged: true } })).toBe('no-user');
    expect(refused('law', { by: { userId: 'boss', privileged: true } })).toBe('not-eligible');
    played.complete('c', 'law', clear);
    expect(played.waitsAt).toEqual(['next']);
    expect(played.state.variables.r).toEqual({
      outcome: 'cleared',
      failed: ['few'],
      reason: clear.comment,
      evidence: clear.evidence,
      by: 'law',
      at: new Date(played.host.at).toISOString(),
    });
    expect(played.all('taskCompleted').at(-1)).toMatchObject({ kind: 'review', outcome: 'clear', evidence: clear.evidence });
  });

  it('throws an error when it is rejected, which a boundary event catches', async () => {
    const caught = `<startEvent id="s"/>${check(rules, 'reviewers="group:compliance" error="no"')}${tag('userTask', 'next')}${tag('userTask', 'mend')}
      <boundaryEvent id="b" attachedToRef="c"><errorEventDefinition errorRef="e"/></boundaryEvent>${flows('s', 'c', 'next')}${flow('b', 'mend')}`;
    const played = Case.start(await program(caught, '', '<error id="e" errorCode="no"/>'));
    played.complete('c', 'law', { outcome: 'reject', comment: 'Not needed.' });
    expect(played.waitsAt).toEqual(['mend']);
    expect(played.state.variables.r).toMatchObject({ outcome: 'rejected', reason: 'Not needed.', by: 'law' });
    expect(played.state.passed).toBeUndefined();
  });

  it('leaves the case failed where nothing catches the rejection', async () => {
    const played = await start({});
    played.complete('c', 'law', { outcome: 'reject' });
    expect(played.state).toMatchObject({ status: 'failed', variables: { r: { outcome: 'rejected', reason: null } } });
  });

  it('rejects, never approves, once its time limit passed', async () => {
    const late = check(rules, 'reviewers="group:compliance"', '<fortnight:timing limit="PT2H" overdue="reject"/>');
    const played = await start({}, late);
    played.advance(2 * hour);
    expect(played.state.variables.r).toMatchObject({ outcome: 'rejected', by: null });
    const never = check(rules, 'reviewers="group:compliance"', '<fortnight:timing limit="PT2H" overdue="approve"/>');
    expect(await problems(body(never))).toEqual(['overdue-unknown timing.overdue']);
  });

  it('asks again, with the rules read again, where nobody was found to review', async () => {
    const played = await start({ told: true }, check(rules, 'reviewers="variable:officer"'));
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'nobody-found' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { fields: [] } });
    played.take({ type: 'resolveIncident', by: { userId: 'boss' }, incidentId: played.state.incidents[0]?.id ?? '' });
    expect(played.waitsAt).toEqual(['next']);
    expect(played.all('checkpointEvaluated')).toHaveLength(2);
  });

  it('lets an outside check run before the rules, and read its result', async () => {
    const outside = check('<fortnight:job type="material.review"/><fortnight:rule id="clean" when="risk = &quot;low&quot;"/>');
    const played = await start({}, outside);
    expect(played.all('checkpointEvaluated')).toEqual([]);
    played.take({ type: 'completeJob', jobId: played.state.jobs[0]?.id ?? '', variables: { risk: 'low' } });
    expect(played.waitsAt).toEqual(['next']);
    expect(played.all('checkpointEvaluated')).toMatchObject([{ rules: [{ values: { risk: 'low' } }] }]);
  });

  it('is refused at deploy where nothing is checked or nobody reviews, or where it repeats', async () => {
    expect(await problems(body(check('')))).toEqual(['checkpoint-without-rules checkpoint.rules']);
    expect(await problems(body(check(rules, '')))).toEqual(['checkpoint-without-reviewers checkpoint.reviewers']);
    const many = tag(
      'businessRuleTask',
      'c',
      `<fortnight:checkpoint reviewers="group:a">${rules}</fortnight:checkpoint>`,
      '<multiInstanceLoopCharacteristics/>',
    );
    expect(await problems(body(many))).toEqual(['element-not-supported']);
    const elsewhere = tag('userTask', 'c', `<fortnight:checkpoint reviewers="group:a">${rules}</fortnight:checkpoint>`);
    expect(await problems(body(elsewhere))).toContain('element-not-supported');
  });
});
