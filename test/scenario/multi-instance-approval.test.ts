import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const approval = (more = '') =>
  `<fortnight:approval mode="one" result="signed" ${more}><fortnight:approver who="group:finance"/><fortnight:outcome id="approve" kind="approve"/><fortnight:outcome id="reject" kind="reject"/></fortnight:approval>`;
const each = '<fortnight:loop collection="= parts" item="part" output="= signed.outcome" outputCollection="outcomes"/>';
const body = (sequential: boolean, more = '', after = '') =>
  `<startEvent id="s"/>${tag('userTask', 'a', approval(more) + each, `<multiInstanceLoopCharacteristics isSequential="${sequential}"/>`)}<exclusiveGateway id="x" default="x-e"/><endEvent id="e"/><endEvent id="no"/>${flows('s', 'a', 'x', 'e')}${flow('x', 'no', '= list contains(outcomes, "reject")')}${after}`;

describe('a multi-instance approval', () => {
  it.each([false, true])('keeps each result to its run, and gathers them (one after another: %s)', async (sequential) => {
    const played = Case.start(await program(body(sequential)), { parts: ['hull', 'engine'] });
    played.complete('a', 'cfo', { outcome: 'approve' });
    expect(played.state.status).toBe('active');
    played.complete('a', 'cfo2', { outcome: 'reject' });
    expect(played.state).toMatchObject({ status: 'completed', variables: { outcomes: ['approve', 'reject'] }, scopes: [] });
    expect(played.state.variables).not.toHaveProperty('signed');
    expect(played.all('approvalDecided')).toHaveLength(2);
    expect(played.all('elementCompleted').at(-1)).toMatchObject({ elementId: 'no' });
    expect(played.all('taskOpened').map(({ loopCounter }) => loopCounter)).toEqual([1, 2]);
  });

  it('ends as a whole when one run throws its rejection', async () => {
    const roots = '<error id="err" errorCode="not-approved"/>';
    const boundary = `${tag('boundaryEvent', 'b', '', '<errorEventDefinition errorRef="err"/>', 'attachedToRef="a"')}${tag('userTask', 'again')}${flow('b', 'again')}`;
    const played = Case.start(await program(body(false, 'error="not-approved"', boundary), '', roots), { parts: [1, 2, 3] });
    played.complete('a', 'cfo', { outcome: 'reject' });
    expect(played.waitsAt).toEqual(['again']);
    expect(played.open('a')).toEqual([]);
    played.advance(100 * hour);
    expect(played.state.scopes).toEqual([]);
  });
});
