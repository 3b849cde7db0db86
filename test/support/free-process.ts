/**
 * Random processes of any shape: flows lead anywhere, so that joins starve, loops turn, and tokens pile up. They need not come to
 * an end; the laws hold all the same.
 */
import fc from 'fast-check';
import { handler } from './compensation.ts';
import {
  boundary,
  cancel,
  catching,
  compensate,
  condition,
  end,
  error,
  escalation,
  eventSub,
  message,
  signal,
  start,
  sub,
  throwing,
  timer,
  undone,
} from './events.ts';
import { flow, tag } from './process.ts';

const kinds = [
  'task',
  'user',
  'script',
  'job',
  'call',
  'timer',
  'message',
  'signal',
  'alarm',
  'condition',
  'either',
  'xor',
  'and',
  'or',
  'complex',
  'scope',
  'handled',
  'each',
  'twice',
  'terminate',
  'raise',
  'undone',
  'compensate',
  'transaction',
] as const;
type Kind = (typeof kinds)[number];

interface Shape {
  readonly nodes: readonly { readonly kind: Kind; readonly from: number; readonly seed: number }[];
  readonly more: readonly { readonly from: number; readonly to: number }[];
}

/** The body of a process. */
export const freeProcesses: fc.Arbitrary<string> = fc
  .record({
    nodes: fc.array(fc.record({ kind: fc.constantFrom(...kinds), from: fc.nat(1000), seed: fc.nat(1000) }), {
      minLength: 2,
      maxLength: 12,
    }),
    more: fc.array(fc.record({ from: fc.nat(1000), to: fc.nat(1000) }), { maxLength: 8 }),
  })
  .map(written);

/** Ends have no way out. */
const ends: ReadonlySet<Kind> = new Set(['terminate', 'raise']);

function written({ nodes, more }: Shape): string {
  const open = nodes.map((node, index) => ({ ...node, index })).filter(({ kind }) => !ends.has(kind));
  const flows = new Map<string, { from: string; to: string }>();
  const connect = (from: string, to: string): void => {
    if (from !== to) flows.set(`${from}-${to}`, { from, to });
  };
  for (const [index, { from }] of nodes.entries()) {
    const before = open.filter((node) => node.index < index);
    const source = before[from % Math.max(before.length, 1)];
    connect(source ? `n${source.index}` : 's', `n${index}`);
  }
  for (const { from, to } of more) {
    const source = open[from % Math.max(open.length, 1)];
    if (source) connect(`n${source.index}`, `n${to % nodes.length}`);
  }
  const conditional = new Set(
    nodes.flatMap(({ kind }, index) => (kind === 'xor' || kind === 'or' || kind === 'complex' ? [`n${index}`] : [])),
  );
  const lines = [...flows.values()].map(({ from, to }) => {
    const isDefault = [...flows.values()].find((other) => other.from === from)?.to === to;
    return flow(from, to, conditional.has(from) && !isDefault ? `= n > ${to.length + (to.charCodeAt(1) % 4)}` : undefined);
  });
  const defaultOf = (id: string): string => {
    const [first] = [...flows.values()].filter(({ from }) => from === id);
    return first && conditional.has(id) ? `default="${first.from}-${first.to}"` : '';
  };
  const elements = nodes.map(({ kind, seed }, index) => elementOf(kind, `n${index}`, seed, defaultOf(`n${index}`)));
  return start('s') + elements.join('') + lines.join('');
}

const inner = (id: string, middle: string): string =>
  `${start(`${id}s`)}${middle}${end(`${id}e`)}${flow(`${id}s`, `${id}m`)}${flow(`${id}m`, `${id}e`)}`;
const waiting = [timer('PT1H'), message(), signal(), condition('= ready')];

function elementOf(kind: Kind, id: string, seed: number, fallback: string): string {
  const wait = waiting[seed % waiting.length] ?? timer();
  switch (kind) {
    case 'task':
      return tag('task', id);
    case 'user':
      return tag('userTask', id) + (seed % 3 === 0 ? attached(id, wait, seed) : '');
    case 'script':
      return tag(
        'scriptTask',
        id,
        '',
        '<script>= if n = null then 1 else n + 1</script>',
        'scriptFormat="feel" fortnight:resultVariable="n"',
      );
    case 'job':
      return tag('serviceTask', id, '<fortnight:job type="work"/>') + (seed % 2 === 0 ? attached(id, error(), seed) : '');
    case 'call':
      return (
        tag('callActivity', id, '', '', 'calledElement="other"') +
        attached(id, [error(), escalation(), wait][seed % 3] ?? wait, seed)
      );
    case 'timer':
      return catching(id, timer('PT1H'));
    case 'message':
      return catching(id, message());
    case 'signal':
      return catching(id, signal());
    case 'alarm':
      return throwing(id, seed % 2 === 0 ? signal() : escalation('esc'));
    case 'condition':
      return catching(id, condition('= ready'));
    case 'either':
      return catching(id, message() + timer('PT2H') + signal(), seed % 2 === 0 ? 'parallelMultiple="true"' : '');
    case 'xor':
      return tag('exclusiveGateway', id, '', '', fallback);
    case 'and':
      return tag('parallelGateway', id);
    case 'or':
      return tag('inclusiveGateway', id, '', '', fallback);
    case 'complex':
      return tag(
        'complexGateway',
        id,
        '',
        `<activationCondition>= activationCount &gt;= ${1 + (seed % 2)}</activationCondition>`,
        fallback,
      );
    case 'scope':
      return sub(id, inner(id, tag('userTask', `${id}m`))) + attached(id, seed % 2 === 0 ? wait : escalation(), seed);
    case 'handled': {
      const handler = eventSub(
        `${id}h`,
        wait,
        `${tag('userTask', `${id}ht`)}${flow(`${id}h-start`, `${id}ht`)}`,
        `isInterrupting="${seed % 2 === 0}"`,
      );
      return sub(id, inner(id, tag('userTask', `${id}m`)) + handler);
    }
    case 'each':
      return tag(
        'userTask',
        id,
        '',
        `<multiInstanceLoopCharacteristics isSequential="${seed % 2 === 0}"><loopCardinality>${seed % 4}</loopCardinality></multiInstanceLoopCharacteristics>`,
      );
    case 'twice':
      return tag('task', id, '', '', `startQuantity="${1 + (seed % 2)}" completionQuantity="${1 + (seed % 3 === 0 ? 1 : 0)}"`);
    case 'terminate':
      return end(id, '<terminateEventDefinition/>');
    case 'undone': {
      const host = seed % 3 === 0 ? sub(id, inner(id, tag('task', `${id}m`))) : tag(seed % 3 === 1 ? 'task' : 'userTask', id);
      const inside = `${start(`${id}us`)}${tag('userTask', `${id}ut`)}${end(`${id}ue`, seed % 5 === 0 ? error('err') : '')}`;
      const links = flow(`${id}us`, `${id}ut`) + flow(`${id}ut`, `${id}ue`);
      return host + undone(id, seed % 2 === 0 ? handler(`${id}u`) : handler(`${id}u`, 'subProcess', '', inside + links));
    }
    case 'compensate':
      return throwing(id, compensate(seed % 3 === 0 ? `n${seed % 2}` : undefined, `waitForCompletion="${seed % 2 === 0}"`));
    case 'transaction': {
      const middle = tag('userTask', `${id}m`) + undone(`${id}m`, handler(`${id}u`));
      const beside = tag('task', `${id}n`) + flow(`${id}s`, `${id}n`) + flow(`${id}n`, `${id}x`) + end(`${id}x`);
      const more = undone(`${id}n`, handler(`${id}v`)) + beside;
      const inside = inner(id, middle).replace(end(`${id}e`), end(`${id}e`, seed % 2 === 0 ? cancel : ''));
      return tag('transaction', id, '', inside + more) + attached(id, cancel, 1);
    }
    case 'raise':
      return end(id, seed % 2 === 0 ? error('err') : '');
  }
}

/** A boundary event with an end of its own. */
function attached(id: string, definitions: string, seed: number): string {
  const isError = definitions.startsWith('<error');
  const beside = !isError && seed % 2 === 0 ? 'cancelActivity="false"' : '';
  return boundary(`${id}b`, id, definitions, beside) + end(`${id}be`) + flow(`${id}b`, `${id}be`);
}
