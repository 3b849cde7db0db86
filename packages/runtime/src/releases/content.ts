/** What a draft or version holds, as text: its hashes, and the few changes that are made to it without an editor. */
import { sha256Hex, toCanonicalJson } from '@fortnight/shared/base';
import type { DraftContent } from '@fortnight/shared/contract';

type Runnable = Pick<DraftContent, 'bpmn' | 'forms' | 'decisions'>;
type Published = Runnable & Pick<DraftContent, 'tests'>;

const byId = (left: { id: string }, right: { id: string }): number => (left.id < right.id ? -1 : 1);
const hashOf = (content: unknown): string => sha256Hex(toCanonicalJson(JSON.parse(JSON.stringify(content))));

/** Names the content: the same documents give the same hash, in whatever order they come. */
export const contentHash = ({ bpmn, forms, decisions, tests }: Published): string =>
  hashOf({
    bpmn,
    forms: forms.toSorted(byId),
    decisions: decisions.toSorted(byId),
    // What has no tests is named as before there were any.
    ...(tests.length > 0 && { tests: tests.toSorted(byId) }),
  });

/** The same, without the diagram and the tests: equal where what runs is the same. */
export const executableHash = ({ bpmn, forms, decisions }: Runnable): string =>
  contentHash({ bpmn: withoutDiagrams(bpmn).replace(/\s+/g, ' '), forms, decisions, tests: [] });

/** A tag that nothing closes stands in a comment or the like; then the rest is kept, so that no text is searched twice. */
function withoutDiagrams(bpmn: string): string {
  const begins = /<((?:[\w.-]+:)?BPMNDiagram)\b/g;
  const kept: string[] = [];
  let from = 0;
  for (let begin = begins.exec(bpmn); begin; begin = begins.exec(bpmn)) {
    const close = `</${begin[1]}`;
    const at = bpmn.indexOf(close, begin.index);
    const end = at < 0 ? -1 : bpmn.indexOf('>', at);
    if (end < 0) break;
    kept.push(bpmn.slice(from, begin.index));
    from = end + 1;
    begins.lastIndex = from;
  }
  return [...kept, bpmn.slice(from)].join('');
}

/** Names everything that is drawn, tests and settings included. */
export const etagOf = (content: DraftContent): string => hashOf(content).slice(0, 32);

/**
 * The document with its process under another id.
 *
 * The text is changed only where the id stands as the value of an attribute that holds it, so that all else is kept to the byte.
 */
export function withProcessId(bpmn: string, from: string, to: string): string {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return bpmn.replace(
    new RegExp(`(\\s(?:id|processRef|bpmnElement|calledElement)\\s*=\\s*)(["'])${escaped}\\2`, 'g'),
    `$1$2${to}$2`,
  );
}

/** Values may hold a `>`, but no tag holds a `<`: each tag is looked at once. */
const processTag = /<(?:[\w.-]+:)?process\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g;
const idOf = (tag: string): string | undefined => /\sid\s*=\s*(["'])(.*?)\1/.exec(tag)?.[2];

/** The ids of a document's processes, before it is read. */
export const processIdsIn = (bpmn: string): string[] => [...bpmn.matchAll(processTag)].flatMap(([tag]) => idOf(tag) ?? []);

/** The document with its process under another name. */
export function withProcessName(bpmn: string, processId: string, name: string): string {
  const value = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  return bpmn.replace(processTag, (tag) => {
    if (idOf(tag) !== processId) return tag;
    const attribute = /(\sname\s*=\s*)(?:"[^"]*"|'[^']*')/;
    if (attribute.test(tag)) return tag.replace(attribute, (_, start: string) => `${start}"${value}"`);
    return tag.replace(/\/?>$/, (end) => ` name="${value}"${end}`);
  });
}

/** A process that begins: a start and an end, with the flow between them that the first step is dropped onto. */
export const emptyDocument = (id: string, name: string, lang: string | undefined): string =>
  withProcessName(
    `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:fortnight="urn:fortnight:bpmn:1" id="Definitions_${id}" targetNamespace="urn:fortnight:processes">
  <process id="${id}" isExecutable="true">${lang === undefined ? '' : `\n    <extensionElements><fortnight:process lang="${lang.replace(/[^\w-]/g, '')}"/></extensionElements>`}
    <startEvent id="start"><outgoing>flow</outgoing></startEvent>
    <endEvent id="end"><incoming>flow</incoming></endEvent>
    <sequenceFlow id="flow" sourceRef="start" targetRef="end"/>
  </process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start_shape" bpmnElement="start"><dc:Bounds x="180" y="260" width="36" height="36"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_shape" bpmnElement="end"><dc:Bounds x="680" y="260" width="36" height="36"/></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="flow_edge" bpmnElement="flow"><di:waypoint x="216" y="278"/><di:waypoint x="680" y="278"/></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`,
    id,
    name,
  );
