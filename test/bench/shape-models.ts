/** The shapes of the BenchFlow workloads, each small and over at once: what an engine does for a case, and nothing for a person. */
import { definitions, flow } from './models.ts';

const script = (id: string, text = '1', result?: string) =>
  `<scriptTask id="${id}" scriptFormat="feel"${result === undefined ? '' : ` fortnight:resultVariable="${result}"`}><script>${text}</script></scriptTask>`;

export interface ShapeModel {
  readonly id: 'W1' | 'W2' | 'W3' | 'W4' | 'W5';
  readonly processId: string;
  readonly what: string;
  readonly xml: string;
}

const shape = (id: ShapeModel['id'], what: string, body: string): ShapeModel => {
  const processId = `shape-${id.toLowerCase()}`;
  return { id, processId, what, xml: definitions(body, processId) };
};

export const shapes: readonly ShapeModel[] = [
  shape(
    'W1',
    'SEQ: two empty scripts',
    `<startEvent id="start"/>${script('a')}${script('b')}<endEvent id="end"/>${flow('start', 'a')}${flow('a', 'b')}${flow('b', 'end')}`,
  ),
  shape(
    'W2',
    'EXC: a script sets a number, one of two ways, and the merge',
    `<startEvent id="start"/>${script('set', '= modulo(amount, 2)', 'side')}<exclusiveGateway id="split" default="split-b"/>${script('a')}${script('b')}
    <exclusiveGateway id="merge"/><endEvent id="end"/>${flow('start', 'set')}${flow('set', 'split')}${flow('split', 'a', '= side = 0')}
    ${flow('split', 'b')}${flow('a', 'merge')}${flow('b', 'merge')}${flow('merge', 'end')}`,
  ),
  shape(
    'W3',
    'EXT: one way waits 5 s, the other ends the case',
    `<startEvent id="start"/><parallelGateway id="split"/><intermediateCatchEvent id="wait"><timerEventDefinition>
    <timeDuration xsi:type="tFormalExpression">PT5S</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="late"/>
    <endEvent id="over"><terminateEventDefinition/></endEvent>
    ${flow('start', 'split')}${flow('split', 'wait')}${flow('split', 'over')}${flow('wait', 'late')}`,
  ),
  shape(
    'W4',
    'PAR: two scripts at once, and the join',
    `<startEvent id="start"/><parallelGateway id="fork"/>${script('a')}${script('b')}<parallelGateway id="join"/><endEvent id="end"/>
    ${flow('start', 'fork')}${flow('fork', 'a')}${flow('fork', 'b')}${flow('a', 'join')}${flow('b', 'join')}${flow('join', 'end')}`,
  ),
  shape(
    'W5',
    'CYC: ten rounds through two merges',
    `<startEvent id="start"/>${script('zero', '0', 'n')}<exclusiveGateway id="merge1"/>${script('a')}<exclusiveGateway id="merge2"/>
    ${script('count', '= n + 1', 'n')}<exclusiveGateway id="again" default="again-end"/><endEvent id="end"/>
    ${flow('start', 'zero')}${flow('zero', 'merge1')}${flow('merge1', 'a')}${flow('a', 'merge2')}${flow('merge2', 'count')}
    ${flow('count', 'again')}${flow('again', 'merge1', '= n &lt; 5')}${flow('again', 'merge2', '= n &lt; 10')}${flow('again', 'end')}`,
  ),
];
