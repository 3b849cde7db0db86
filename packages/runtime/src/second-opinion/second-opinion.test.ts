import { compile, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { askSecondOpinion } from './ask.ts';
import { compare, type Difference } from './compare.ts';
import { explore } from './explore.ts';
import { Obstacles } from './obstacles.ts';
import { peerDocument } from './peer-document.ts';
import { playOnPeer, readOnPeer } from './peer-play.ts';
import { elementRules, type Obstacle } from './peer-rules.ts';
import { plainOf } from './plain.ts';
import { skeletonOf } from './skeleton.ts';
import { tellDifference } from './tell.ts';
import { untoldOf } from './untold.ts';
import { formOpinions } from './verify.ts';

const namespaces =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const roots =
  '<message id="m" name="news"/><error id="oops" errorCode="oops"/><error id="other" errorCode="other"/><escalation id="late" escalationCode="late"/>';
const xmlOf = (body: string) =>
  `<definitions ${namespaces} targetNamespace="x">${roots}<process id="p" isExecutable="true">${body}</process></definitions>`;
const flow = (from: string, to: string, condition?: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`;
const flows = (...ids: string[]) =>
  ids
    .slice(1)
    .map((to, at) => flow(ids[at] ?? '', to))
    .join('');
const extended = (tag: string, id: string, extension: string, inside = '') =>
  `<${tag} id="${id}"><extensionElements>${extension}</extensionElements>${inside}</${tag}>`;
const error = (ref?: string) => `<errorEventDefinition${ref === undefined ? '' : ` errorRef="${ref}"`}/>`;
const late = '<escalationEventDefinition escalationRef="late"/>';
const caught = (id: string, host: string, ref?: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}">${error(ref)}</boundaryEvent>`;

async function programOf(body: string): Promise<Program> {
  const compiled = compile((await readXml(xmlOf(body))).model);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}

async function opinionOn(body: string, paths = 40) {
  const [opinion] = await formOpinions({ bpmn: xmlOf(body), paths, seconds: 60 }, () => {});
  if (!opinion) throw new Error('expected an opinion');
  return opinion;
}

/** Every difference there is, whatever is known to be wrong. */
async function differencesOn(
  body: string,
): Promise<{ program: Program; found: Difference[]; obstacles: Set<Obstacle | undefined> }> {
  const program = await programOf(body);
  const source = await readOnPeer(peerDocument(plainOf(program), program.starts[0] ?? 0));
  const found: Difference[] = [];
  const obstacles = new Set<Obstacle | undefined>();
  const known = new Obstacles(program);
  for (const path of explore(skeletonOf(plainOf(program)), 's', { paths: 40, decisions: 100, isLate: () => false })) {
    obstacles.add(known.comparable(path).obstacle?.code);
    const difference = compare(program, path, await playOnPeer(source, path, untoldOf(program)));
    if (difference) found.push(difference);
  }
  return { program, found, obstacles };
}

const choice = `<startEvent id="s"/><exclusiveGateway id="x" default="x-b"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="j"/><endEvent id="e"/>
  ${flows('s', 'x')}${flow('x', 'a', '= amount &gt; 1')}${flow('x', 'b')}${flows('a', 'j', 'e')}${flows('b', 'j')}`;

describe('the second opinion', () => {
  it('counts the paths on which both engines agree', async () => {
    expect(await opinionOn(choice)).toMatchObject({
      processId: 'p',
      verdict: 'agrees',
      engine: { name: 'bpmn-engine', version: '25.0.1' },
      pathCount: 2,
      elementCount: 6,
      comparedElementCount: 6,
      bounds: [],
      differences: [],
      failures: [],
      notCompared: [],
    });
  });

  it('says why there are more paths than it played', async () => {
    const round = `<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="u"/><exclusiveGateway id="x" default="x-e"/><endEvent id="e"/>
      ${flows('s', 'g', 'u', 'x', 'e')}${flow('x', 'g', '= again')}`;
    expect(await opinionOn(round)).toMatchObject({ verdict: 'agrees', bounds: ['loops'] });
    expect(await opinionOn(choice, 1)).toMatchObject({ verdict: 'agrees', pathCount: 1, bounds: ['paths'] });
  });

  it('plays the sales elements: votes, reviews, stages that a lost end leaves', async () => {
    const inside = `<startEvent id="s2"/>
      ${extended('userTask', 'ask', '<fortnight:approval mode="all" result="r" error="no"><fortnight:approver who="group:legal"/><fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="nok" kind="reject"/></fortnight:approval>')}
      <boundaryEvent id="rejected" attachedToRef="ask"><errorEventDefinition errorRef="no"/></boundaryEvent>
      ${extended('businessRuleTask', 'check', '<fortnight:checkpoint reviewers="group:risk" result="c" error="bad"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint>')}
      <boundaryEvent id="not-cleared" attachedToRef="check">${error()}</boundaryEvent>
      ${extended('endEvent', 'lost', '<fortnight:end outcome="lost"/>')}<endEvent id="e2"/>
      ${flows('s2', 'ask', 'check', 'e2')}${flows('rejected', 'lost')}${flows('not-cleared', 'lost')}`;
    const body = `<startEvent id="s"/>${extended('subProcess', 'stage', '<fortnight:stage order="1"><fortnight:required variable="customer"/></fortnight:stage>', inside)}
      ${extended('endEvent', 'won', '<fortnight:end outcome="won"/>')}${flows('s', 'stage', 'won')}`;
    const [opinion] = await formOpinions(
      { bpmn: xmlOf(body).replace(roots, `${roots}<error id="no" errorCode="no"/>`), paths: 40, seconds: 60 },
      () => {},
    );
    expect(opinion).toMatchObject({
      verdict: 'agrees',
      pathCount: 3,
      comparedElementCount: 10,
      differences: [],
      failures: [],
      notCompared: [],
    });
  });

  it('names what it leaves out', async () => {
    const body = `<startEvent id="s"/><userTask id="prepare"/>${extended(
      'userTask',
      'ask',
      '<fortnight:approval result="r"><fortnight:approver who="group:legal"/><fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="back" kind="send-back" to="prepare"/></fortnight:approval>',
    )}<endEvent id="e"/>${flows('s', 'prepare', 'ask', 'e')}`;
    expect(await opinionOn(body)).toMatchObject({ verdict: 'agrees', notCompared: [{ code: 'send-back', elementId: 'ask' }] });
  });

  it('passes by what was never compared, and names it', async () => {
    const body = `<startEvent id="s"/><userTask id="u"/><adHocSubProcess id="a"><task id="t"/></adHocSubProcess><endEvent id="e"/>${flows('s', 'u', 'a', 'e')}`;
    expect(await opinionOn(body)).toMatchObject({
      verdict: 'not-compared',
      pathCount: 0,
      partialPathCount: 1,
      notCompared: [{ code: 'unknown-element', elementId: 'a' }],
    });
  });

  it('plays a call as work that is completed or throws, and a global task as the task it is', async () => {
    const body = `<startEvent id="s"/><callActivity id="c" calledElement="credit"/>${caught('refused', 'c', 'oops')}<callActivity id="g" calledElement="look"/><endEvent id="e"/><endEvent id="no"/>
      ${flows('s', 'c', 'g', 'e')}${flows('refused', 'no')}`;
    const bpmn = xmlOf(body).replace(roots, `${roots}<globalUserTask id="look"/>`);
    const [opinion] = await formOpinions({ bpmn, paths: 40, seconds: 60 }, () => {});
    expect(opinion).toMatchObject({ verdict: 'agrees', pathCount: 2, comparedElementCount: 6, notCompared: [] });
  });

  it('plays a transaction as a sub-process until it is cancelled, and nothing that is undone', async () => {
    const inside = `<startEvent id="s2"/><userTask id="pay"/><boundaryEvent id="undone" attachedToRef="pay"><compensateEventDefinition/></boundaryEvent>
      <userTask id="pay-back" isForCompensation="true"/><association id="a" sourceRef="undone" targetRef="pay-back"/>
      <exclusiveGateway id="x" default="x-e2"/><endEvent id="e2"/><endEvent id="cancel"><cancelEventDefinition/></endEvent>
      ${flows('s2', 'pay', 'x', 'e2')}${flow('x', 'cancel', '= late')}`;
    const body = `<startEvent id="s"/><transaction id="t">${inside}</transaction><boundaryEvent id="cancelled" attachedToRef="t"><cancelEventDefinition/></boundaryEvent><userTask id="u"/><endEvent id="e"/>
      ${flows('s', 't', 'e')}${flows('cancelled', 'u', 'e')}`;
    const opinion = await opinionOn(body);
    expect(opinion).toMatchObject({ verdict: 'agrees', pathCount: 1, partialPathCount: 1, differences: [] });
    expect(opinion.notCompared.map(({ code, elementId }) => `${code} ${elementId}`).toSorted()).toEqual(
      ['cancel', 'cancelled', 'pay-back', 'undone'].map((id) => `unknown-element ${id}`),
    );
  });

  it('does not form one on what cannot be executed', async () => {
    const body = `<startEvent id="s"/><scriptTask id="t" scriptFormat="javascript"><script>process.exit()</script></scriptTask><endEvent id="e"/>${flows('s', 't', 'e')}`;
    const opinion = await opinionOn(body);
    expect(opinion).toMatchObject({ verdict: 'not-compared', pathCount: 0, notCompared: [{ code: 'has-errors' }] });
    expect(opinion.notCompared[0]?.message).toContain('javascript');
    expect(await formOpinions({ bpmn: 'no', paths: 1, seconds: 1 }, () => {})).toMatchObject([
      { notCompared: [{ code: 'has-errors' }] },
    ]);
  });

  it('shows the other engine nothing that the document says in words', async () => {
    const program =
      await programOf(`<startEvent id="s" name="Begin"/><scriptTask id="t" scriptFormat="feel"><script>= secret</script></scriptTask>
      <exclusiveGateway id="x"/><endEvent id="e"/>${flows('s', 't', 'x')}${flow('x', 'e', '= secret &gt; 1')}`);
    expect(peerDocument(plainOf(program), 0).xml).toBe(
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="x">' +
        '<message id="m0" name="m0"/><message id="m1" name="m1"/><message id="m2" name="m2"/><message id="m3" name="m3"/>' +
        '<process id="p" isExecutable="true"><startEvent id="e0"></startEvent><task id="e1"></task><exclusiveGateway id="e2"></exclusiveGateway><endEvent id="e3"></endEvent>' +
        '<sequenceFlow id="f0" sourceRef="e0" targetRef="e1"></sequenceFlow><sequenceFlow id="f1" sourceRef="e1" targetRef="e2"></sequenceFlow>' +
        '<sequenceFlow id="f2" sourceRef="e2" targetRef="e3"><conditionExpression xsi:type="tFormalExpression">flow 2</conditionExpression></sequenceFlow></process></definitions>',
    );
  });

  it('is formed in a thread of its own, and what was found when it is stopped is the answer', { timeout: 60_000 }, async () => {
    expect(await askSecondOpinion({ bpmn: xmlOf(choice) })).toMatchObject([{ verdict: 'agrees', pathCount: 2 }]);
    const stopped = await askSecondOpinion({ bpmn: xmlOf(choice), processId: 'p', signal: AbortSignal.abort() });
    expect(stopped).toMatchObject([{ processId: 'p', verdict: 'not-compared', notCompared: [{ code: 'takes-too-long' }] }]);
  });
});

/** Where bpmn-engine is known to be wrong, the smallest process that shows it. */
const wrong: Readonly<Partial<Record<Obstacle, string>>> = {
  'inclusive-join':
    `<startEvent id="s"/><inclusiveGateway id="f" default="f-a"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/><endEvent id="e"/>
    ${flows('s', 'f', 'a', 'j', 'e')}${flow('f', 'b', '= two')}${flows('b', 'j')}`
      .replace(flow('f', 'a'), flow('f', 'a', '= one'))
      .replace(' default="f-a"', ''),
  'misled-join': `<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><exclusiveGateway id="x" default="x-b"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="g"/><parallelGateway id="j"/><endEvent id="e"/>
    ${flows('s', 'f', 'a', 'j', 'e')}${flows('f', 'x', 'b', 'g', 'j')}${flow('x', 'c', '= c')}${flows('c', 'g')}`,
  'loop-condition': `<startEvent id="s"/><userTask id="u"><standardLoopCharacteristics loopMaximum="2"><loopCondition>= again</loopCondition></standardLoopCharacteristics></userTask><endEvent id="e"/>${flows('s', 'u', 'e')}`,
  'error-fits-several': `<startEvent id="s"/><parallelGateway id="f"/>${['1', '2']
    .map(
      (
        n,
      ) => `<subProcess id="p${n}"><startEvent id="s${n}"/><userTask id="u${n}"/><endEvent id="x${n}">${error('oops')}</endEvent>${flows(`s${n}`, `u${n}`, `x${n}`)}</subProcess>
        ${caught(`b${n}`, `p${n}`, 'oops')}<endEvent id="e${n}"/>${flows('f', `p${n}`, `e${n}`)}${flows(`b${n}`, `e${n}`)}`,
    )
    .join('')}${flows('s', 'f')}`,
  'error-not-caught': `<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><endEvent id="x">${error('oops')}</endEvent><endEvent id="e"/>${flows('s', 'f', 'a', 'x')}${flows('f', 'b', 'e')}`,
  'happens-again': `<startEvent id="s"/><subProcess id="h"><startEvent id="s2"/><intermediateThrowEvent id="t1">${late}</intermediateThrowEvent><userTask id="u"/><intermediateThrowEvent id="t2">${late}</intermediateThrowEvent><endEvent id="e2"/>${flows('s2', 't1', 'u', 't2', 'e2')}</subProcess>
    <boundaryEvent id="b" attachedToRef="h" cancelActivity="false">${late}</boundaryEvent><task id="v"/><endEvent id="e"/><endEvent id="e3"/>${flows('s', 'h', 'e')}${flows('b', 'v', 'e3')}`,
  'second-token': `<startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="g"/><task id="t"/><userTask id="u"/><endEvent id="e"/>${flows('s', 'f', 'g', 'u', 'e')}${flows('f', 't', 'g')}`,
};

describe('a path on which the case comes to harm here', () => {
  it('is told, also where the other engine goes on and agrees on other paths', async () => {
    const opinion = await opinionOn(
      `<startEvent id="s"/><exclusiveGateway id="x" default="x-e"/><endEvent id="bad" name="Rejected">${error('oops')}</endEvent><endEvent id="e"/>
      ${flows('s', 'x')}${flow('x', 'bad', '= rejected')}${flow('x', 'e')}`,
    );
    expect(opinion).toMatchObject({
      verdict: 'agrees',
      failures: [
        {
          elementId: 'bad',
          elementName: 'Rejected',
          what: 'fails',
          message: 'The case fails at Rejected (bad): it throws an error that nothing catches.',
          steps: [{ do: 'start', flowIds: ['x-bad'] }],
        },
      ],
    });
  });

  it('is told of a way that goes round without end', async () => {
    const opinion = await opinionOn(`<startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/>${flows('s', 'g', 'a', 'g')}`);
    expect(opinion.failures).toMatchObject([{ what: 'stands-still' }]);
  });

  it('is not told of what something catches, or of an escalation', async () => {
    const caughtError = `<startEvent id="s"/><subProcess id="h"><startEvent id="s2"/><endEvent id="x">${error('oops')}</endEvent>${flows('s2', 'x')}</subProcess>${caught('c', 'h', 'oops')}<endEvent id="e"/>${flows('s', 'h', 'e')}${flows('c', 'e')}`;
    const escalates = `<startEvent id="s"/><endEvent id="e">${late}</endEvent>${flows('s', 'e')}`;
    for (const body of [caughtError, escalates]) expect((await opinionOn(body)).failures).toEqual([]);
  });
});

describe('what bpmn-engine does otherwise', () => {
  it.each(Object.entries(wrong))('%s: it does, and the path is compared as far as that', async (code, body) => {
    const { found, obstacles } = await differencesOn(body);
    // A loop's condition is not even shown: there the played maximum alone counts, and both see the same.
    if (code !== 'loop-condition') expect(found.length).toBeGreaterThan(0);
    expect([...obstacles]).toContain(code);
    const opinion = await opinionOn(body);
    expect(opinion.differences).toEqual([]);
    expect(opinion.notCompared.map((one) => one.code)).toContain(code);
  });

  it('is told with the element and the way there', async () => {
    const program = await programOf(wrong['misled-join'] ?? '');
    const source = await readOnPeer(peerDocument(plainOf(program), 0));
    for (const path of explore(skeletonOf(plainOf(program)), 's', { paths: 40, decisions: 100, isLate: () => false })) {
      const difference = compare(program, path, await playOnPeer(source, path, untoldOf(program)));
      if (!difference) continue;
      expect(tellDifference(program, path, difference)).toEqual({
        elementId: 'j',
        what: 'entered',
        ours: '0',
        theirs: '1',
        message: 'j is entered 0 times here, 1 times in bpmn-engine.',
        steps: [
          { do: 'start', elementId: '', flowIds: ['x-c'] },
          { do: 'complete', elementId: 'a', flowIds: [] },
        ],
      });
      return;
    }
    throw new Error('expected a difference');
  });

  it('stands in the table once', () => {
    const names = elementRules.map(({ element }) => element);
    expect(new Set(names).size).toBe(names.length);
  });
});
