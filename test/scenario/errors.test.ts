import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const roots = '<error id="a" errorCode="a"/><error id="b" errorCode="b"/>';
const end = (id: string, code: string) => tag('endEvent', id, '', `<errorEventDefinition errorRef="${code}"/>`);
const boundary = (id: string, host: string, code?: string) =>
  `${tag('boundaryEvent', id, '', `<errorEventDefinition ${code ? `errorRef="${code}"` : ''}/>`, `attachedToRef="${host}"`)}${tag('userTask', `after-${id}`)}${flow(id, `after-${id}`)}`;
/** An inner sub-process with a waiting task beside the error. */
const nested = (thrown: string, inner: string, outer: string) =>
  `<startEvent id="s"/><subProcess id="outer"><startEvent id="os"/><subProcess id="inner"><startEvent id="is"/><parallelGateway id="f"/>${tag('userTask', 'u')}${tag('userTask', 'v')}${end('x', thrown)}${flows('is', 'f', 'u', 'x')}${flow('f', 'v')}</subProcess>${inner}${flows('os', 'inner')}</subProcess>${outer}<endEvent id="e"/>${flows('s', 'outer', 'e')}`;

describe('an error', () => {
  it('ends the sub-process whose boundary names it, the innermost first', async () => {
    const played = Case.start(await program(nested('a', boundary('ba', 'inner', 'a'), boundary('any', 'outer')), '', roots));
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['outer', 'after-ba']);
    const ended = played.all('elementTerminated').map(({ elementId, cause }) => `${elementId} ${cause}`);
    expect(ended).toEqual(['v error', 'x error', 'inner error']);
    expect(played.all('errorThrown')).toMatchObject([{ elementId: 'x', errorCode: 'a', caughtBy: 'ba' }]);
  });

  it('passes a boundary that names another, and is caught by the one that names none', async () => {
    const played = Case.start(await program(nested('b', boundary('ba', 'inner', 'a'), boundary('any', 'outer')), '', roots));
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['after-any']);
    expect(played.state.scopes).toEqual([]);
  });

  it('is caught by name before it is caught by all', async () => {
    const both = boundary('any', 'inner') + boundary('ba', 'inner', 'a');
    const played = Case.start(await program(nested('a', both, ''), '', roots));
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['outer', 'after-ba']);
  });

  it('closes what it ends once, also what the same variable would have tried again', async () => {
    const rule = '<fortnight:autoReject when="who = &quot;x&quot;"/><fortnight:approver who="variable:who"/>';
    const decides = tag('userTask', 'd', `<fortnight:approval mode="one" result="r" error="a">${rule}</fortnight:approval>`);
    const waits = tag('userTask', 'w', '<fortnight:assignment assignee="= who"/>');
    const sub = `<subProcess id="sub"><startEvent id="ss"/><parallelGateway id="f"/>${decides}${waits}${flows('ss', 'f', 'd')}${flow('f', 'w')}</subProcess>`;
    const body = `<startEvent id="s"/>${sub}${boundary('any', 'sub')}<endEvent id="e"/>${flows('s', 'sub', 'e')}`;
    const played = Case.start(await program(body, '', roots));
    expect(played.all('incidentRaised').map(({ elementId }) => elementId)).toEqual(['d', 'w']);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { who: 'x' } });
    expect(played.waitsAt).toEqual(['after-any']);
    expect(played.all('incidentResolved').map(({ elementId }) => elementId)).toEqual(['d', 'w']);
  });

  it('fails the case where nobody catches it, and leaves nothing open', async () => {
    const played = Case.start(await program(nested('b', '', ''), '', roots));
    played.complete('u', 'rep');
    expect(played.state).toMatchObject({ status: 'failed', tokens: [], scopes: [], tasks: [] });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'uncaught-error', elementId: 'x' }]);
    expect(played.all('instanceFailed')).toHaveLength(1);
  });
});
