import { catalogues } from '@fortnight/shared/i18n';
import { readXml } from '@fortnight/shared/model';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { capital } from './capital.ts';
import { elementWords } from './element-words.ts';

const i18n = i18next.createInstance();
beforeAll(async () => {
  const resources = Object.fromEntries(Object.entries(catalogues).map(([language, words]) => [language, words]));
  await i18n.init({ lng: 'en', resources, interpolation: { escapeValue: false } });
});

async function wordsOf(body: string, language = 'en') {
  const { model } = await readXml(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="t"><process id="p" isExecutable="true">${body}</process></definitions>`,
  );
  const [process] = model.processes;
  if (!process) throw new Error('there is no process');
  const t = i18n.getFixedT(language, 'elements');
  return elementWords(process, language, (key, values = {}) => t(key, values));
}
const flow = (from: string, to: string, more = '') =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" ${more}/>`;

const deal = `<startEvent id="s"/><subProcess id="draft" name="Draft"><startEvent id="in"/><userTask id="write" name="Write"/>
  <endEvent id="out"/>${flow('in', 'write')}${flow('write', 'out')}</subProcess><exclusiveGateway id="agreed"/>
  <userTask id="u"/><endEvent id="done"/><endEvent id="lost" name="Lost"/>
  <boundaryEvent id="late" attachedToRef="draft"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
  ${flow('s', 'draft')}${flow('draft', 'agreed')}${flow('agreed', 'lost', 'name="no"')}${flow('agreed', 'u')}${flow('u', 'done')}${flow('late', 'lost')}`;

describe('what an element is called', () => {
  it('is its name, or what it is and what stands beside it', async () => {
    const { names } = await wordsOf(deal);
    const told = (...ids: string[]) => ids.map((id) => names.get(id));
    expect(told('draft', 'write', 'lost')).toEqual(['Draft', 'Write', 'Lost']);
    expect(told('s', 'in', 'out', 'agreed', 'u', 'late')).toEqual([
      'the start',
      'the start of Draft',
      'the end of Draft',
      'the decision',
      'the task',
      'the event at Draft',
    ]);
    expect((await wordsOf('<task id="a" name="A"/><sequenceFlow id="f" sourceRef="gone" targetRef="a"/>')).names.get('f')).toBe(
      'the flow from nothing to A',
    );
    expect(told('done')).toEqual(['the end after Draft']);
    expect(told('agreed-lost', 'u-done', 'write-out', 'late-lost', 's-draft')).toEqual([
      'the flow from the decision to Lost (no)',
      'the flow from the task to the end after Draft',
      'the flow from Write to the end',
      'the flow from the event at Draft to Lost',
      'the flow from the start to Draft',
    ]);
  });

  it('is never an id, in no language', async () => {
    for (const language of ['en', 'zh-Hans', 'zh-Hant']) {
      const { names } = await wordsOf(deal, language);
      for (const [id, name] of names) expect(name.split(/[ （）“”]/), `${language}: ${name}`).not.toContain(id);
    }
  });

  it('has its kind before its name where a sentence wants it', async () => {
    const { called } = await wordsOf(deal);
    expect(called('write')).toEqual({ name: 'Write', quoted: '“Write”', thing: 'the task “Write”' });
    expect(called('out')).toEqual({ name: 'the end of Draft', quoted: 'the end of Draft', thing: 'the end of Draft' });
    expect(called('gone')).toBeUndefined();
    expect(capital('<b>the end of Draft</b> waits')).toBe('<b>The end of Draft</b> waits');
  });

  it('is in the reader’s language where the drawing has it', async () => {
    const body = `<startEvent id="s"/><userTask id="u" name="Sign"><extensionElements><fortnight:label lang="zh-Hans" text="签署"/></extensionElements></userTask><endEvent id="a"/><endEvent id="b"/>${flow('s', 'u')}${flow('u', 'a')}`;
    const { names } = await wordsOf(body, 'zh-Hans');
    expect([names.get('u'), names.get('a'), names.get('b'), names.get('u-a')]).toEqual([
      '签署',
      '签署之后的结束',
      '结束',
      '从签署到结束的流向',
    ]);
  });
});
