import { compile } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { type Choice, playThrough, stateAt } from '@fortnight/shared/simulation';
import { describe, expect, it } from 'vitest';
import { looksOf } from '../cases/case-looks.ts';
import { beatOfSeq, dataAt, historyAt, standingAt } from './scene.ts';

const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p" isExecutable="true">
  <startEvent id="begin"/><subProcess id="stage"><startEvent id="in"/><userTask id="work"/><endEvent id="out"/>
  <sequenceFlow id="f1" sourceRef="in" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="out"/></subProcess>
  <userTask id="after"/><endEvent id="end"/><sequenceFlow id="a" sourceRef="begin" targetRef="stage"/>
  <sequenceFlow id="b" sourceRef="stage" targetRef="after"/><sequenceFlow id="c" sourceRef="after" targetRef="end"/></process></definitions>`;
const worked: Choice = { do: 'completeTask', elementId: 'work', by: 'somebody', variables: { amount: 2, kind: 'new' } };

async function play(...choices: Choice[]) {
  const { model } = await readXml(xml);
  const compiled = compile(model);
  const [process] = model.processes;
  if (!compiled.ok || !process) throw new Error('the process does not compile');
  const played = playThrough(compiled.value, { at: 0, variables: { amount: 1 } }, choices);
  const lookAt = (shown: number) => {
    const state = stateAt(played, shown);
    if (!state) throw new Error('nothing is shown');
    return looksOf(process, standingAt(played, shown, state));
  };
  return { played, lookAt };
}

describe('what is shown of a play', () => {
  it('has a token at every step, also where a stage was entered and nothing in it yet', async () => {
    const { played, lookAt } = await play();
    const stood = played.beats.map((_, index) =>
      Object.entries(lookAt(index + 1)).flatMap(([id, { state, tokens = 0 }]) => (state === 'now' && tokens > 0 ? [id] : [])),
    );
    expect(stood).toEqual([['stage'], ['stage'], ['work'], ['work']]);
    for (const [index] of played.beats.entries())
      for (const id of ['after', 'c', 'end']) expect(lookAt(index + 1)[id], `${id} at ${index + 1}`).toBeUndefined();
  });

  it('tells what changed since the case was seen before, with what it was', async () => {
    const { played } = await play(worked);
    const first = played.beats.findIndex(({ move }) => move === 1);
    const [now, before] = [stateAt(played, played.beats.length), stateAt(played, first)];
    if (!now) throw new Error('nothing is shown');
    expect(dataAt(played.program, now, before)).toEqual([
      { key: 'amount', name: 'amount', value: 2, change: 'changed', before: 1 },
      { key: 'kind', name: 'kind', value: 'new', change: 'added', before: undefined },
    ]);
    expect(dataAt(played.program, now, now).every(({ change }) => change === undefined)).toBe(true);
  });

  it('tells the history by the step that each line belongs to', async () => {
    const { played } = await play(worked);
    const history = historyAt(played, played.beats.length);
    const completed = history.find(({ type }) => type === 'taskCompleted');
    expect(completed).toMatchObject({ at: '1970-01-01T00:00:00.000Z', hash: '1' });
    expect(played.beats[beatOfSeq(played, completed?.seq ?? 0) - 1]?.move).toBe(1);
  });
});
