/** Random processes from blocks: each has one way in and one way out, so that every one of them can be played to its end. */
import fc from 'fast-check';
import { flow, tag } from './process.ts';

const leaves = [
  'task',
  'user',
  'script',
  'job',
  'call',
  'timer',
  'message',
  'throw',
  'condition',
  'signal',
  'alarm',
  'either',
  'both',
  'link',
  'adHoc',
  'inTurn',
] as const;
const forks = ['sequence', 'and', 'xor', 'or', 'race', 'first'] as const;
const wrappings = ['loop', 'repeat', 'scope', 'escape', 'beside', 'caught', 'escalated', 'handled', 'overtaken'] as const;

export type Block =
  | { readonly kind: (typeof leaves)[number] }
  | { readonly kind: (typeof forks)[number]; readonly blocks: readonly Block[]; readonly seed: number }
  | { readonly kind: (typeof wrappings)[number]; readonly block: Block }
  | { readonly kind: 'undo'; readonly own: boolean; readonly waits: boolean; readonly block: Block }
  | { readonly kind: 'transaction'; readonly cancelled: boolean; readonly block: Block }
  | { readonly kind: 'each'; readonly sequential: boolean; readonly total: number; readonly block: Block };

const leaf = fc.constantFrom(...leaves).map((kind): Block => ({ kind }));

/** Blocks up to a depth, most of them small. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true, depthSize: 'small' },
    { arbitrary: leaf, weight: 3 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom(...forks),
        blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
        seed: fc.nat(7),
      }),
      weight: 3,
    },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom(...wrappings),
        block: tie('block'),
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('each' as const),
        sequential: fc.boolean(),
        total: fc.nat(3),
        block: tie('block'),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('undo' as const),
        own: fc.boolean(),
        waits: fc.boolean(),
        block: tie('block'),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('transaction' as const), cancelled: fc.boolean(), block: tie('block') }),
      weight: 1,
    },
  ),
})).block;

const message = '<messageEventDefinition messageRef="m"/>';
const timer = (duration: string) => `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;

const signal = '<signalEventDefinition signalRef="sig"/>';
const compensation = (waits = true) => `<compensateEventDefinition waitForCompletion="${waits}"/>`;

/** What a process of blocks needs beside it. */
export const roots =
  '<message id="m" name="news"/><error id="oops" errorCode="oops"/><signal id="sig" name="alarm"/><escalation id="esc" escalationCode="late"/>';

/** Writes a block between a start and an end event. */
export function bodyOf(block: Block): string {
  return new Writer().process(block);
}

/** A block that is written: its XML, and where flows go in and out. */
interface Written {
  readonly xml: string;
  readonly first: string;
  readonly last: string;
}

class Writer {
  private count = 0;

  process(block: Block): string {
    return this.between(block, '');
  }

  private id(kind: string): string {
    this.count += 1;
    return `${kind}${this.count}`;
  }

  private between(block: Block, more: string): string {
    return this.inside(this.write(block)) + more;
  }

  private inside(inner: Written): string {
    const [start, end] = [this.id('start'), this.id('end')];
    return `${tag('startEvent', start)}${inner.xml}${tag('endEvent', end)}${flow(start, inner.first)}${flow(inner.last, end)}`;
  }

  private single(name: string, extension = '', inside = '', attributes = ''): Written {
    const id = this.id(name);
    return { xml: tag(name, id, extension, inside, attributes), first: id, last: id };
  }

  private script(result: string, text: string): Written {
    return this.single('scriptTask', '', `<script>${text}</script>`, `scriptFormat="feel" fortnight:resultVariable="${result}"`);
  }

  private write(block: Block): Written {
    switch (block.kind) {
      case 'task':
        return this.single('task');
      case 'user':
        return this.single('userTask');
      case 'script':
        return this.script('n', '= if n = null then 1 else n + 1');
      case 'job':
        return this.single('serviceTask', '<fortnight:job type="work"/>');
      case 'call':
        return this.single('callActivity', '', '', 'calledElement="other"');
      case 'timer':
        return this.single('intermediateCatchEvent', '', timer('PT1H'));
      case 'message':
        return this.single('intermediateCatchEvent', '', message);
      case 'condition': {
        const condition = '<conditionalEventDefinition><condition>= ready</condition></conditionalEventDefinition>';
        return this.single('intermediateCatchEvent', '', condition);
      }
      case 'throw':
        return this.single('intermediateThrowEvent', '', message);
      case 'signal':
        return this.single('intermediateCatchEvent', '', signal);
      case 'alarm':
        return this.single('intermediateThrowEvent', '', signal);
      case 'either':
      case 'both': {
        const attributes = block.kind === 'both' ? 'parallelMultiple="true"' : '';
        return this.single('intermediateCatchEvent', '', message + timer('PT3H') + signal, attributes);
      }
      case 'link':
        return this.link();
      case 'adHoc':
      case 'inTurn': {
        const inner = [this.single('userTask'), this.single('task'), this.single('userTask')].map(({ xml }) => xml).join('');
        return this.single('adHocSubProcess', '', inner, block.kind === 'inTurn' ? 'ordering="Sequential"' : '');
      }
      case 'first':
        return this.first(block.blocks);
      case 'escalated':
        return this.escalated(block.block);
      case 'handled':
      case 'overtaken':
        return this.withHandler(block.block, block.kind === 'overtaken');
      case 'sequence':
        return this.row(block.blocks.map((inner) => this.write(inner)));
      case 'and':
      case 'xor':
      case 'or':
        return this.fork(block.kind, block.blocks, block.seed);
      case 'race':
        return this.race(block.blocks);
      case 'loop':
        return this.loop(block.block);
      case 'repeat': {
        const characteristics = `<standardLoopCharacteristics loopMaximum="2" testBefore="true"><loopCondition>= loopCounter &lt; 9</loopCondition></standardLoopCharacteristics>`;
        return this.single('subProcess', '', this.between(block.block, '') + characteristics);
      }
      case 'scope':
        return this.single('subProcess', '<fortnight:input name="n" value="= 0"/>', this.between(block.block, ''));
      case 'escape':
      case 'beside':
        return this.timed(block.block, block.kind === 'escape');
      case 'caught':
        return this.caught(block.block);
      case 'undo':
        return this.undo(block.block, block.own, block.waits);
      case 'transaction':
        return this.transaction(block.block, block.cancelled);
      case 'each': {
        const characteristics = `<multiInstanceLoopCharacteristics isSequential="${block.sequential}"><loopCardinality>= ${block.total}</loopCardinality></multiInstanceLoopCharacteristics>`;
        const output = '<fortnight:loop output="= loopCounter" outputCollection="runs"/>';
        return this.single('subProcess', output, this.between(block.block, '') + characteristics);
      }
    }
  }

  private row(parts: readonly Written[]): Written {
    const links = parts.slice(1).map((part, index) => flow(parts[index]?.last ?? '', part.first));
    const xml = [...parts.map((part) => part.xml), ...links].join('');
    return { xml, first: parts[0]?.first ?? '', last: parts.at(-1)?.last ?? '' };
  }

  /** The seed's bits say which of the ways are taken; the first is the default. */
  private fork(kind: 'and' | 'xor' | 'or', blocks: readonly Block[], seed: number): Written {
    const gateway = kind === 'and' ? 'parallelGateway' : kind === 'xor' ? 'exclusiveGateway' : 'inclusiveGateway';
    const [split, join] = [this.id(gateway), this.id(gateway)];
    const ways = blocks.map((inner) => this.write(inner));
    const links = ways.map((way, index) => {
      const condition = kind === 'and' || index === 0 ? undefined : `= ${(seed & (1 << index)) !== 0}`;
      return flow(split, way.first, condition) + flow(way.last, join);
    });
    const fallback = kind === 'and' ? '' : `default="${split}-${ways[0]?.first}"`;
    const xml = [tag(gateway, split, '', '', fallback), tag(gateway, join), ...ways.map((way) => way.xml), ...links];
    return { xml: xml.join(''), first: split, last: join };
  }

  /** An event-based gateway: a timer, and a message for each other way. */
  private race(blocks: readonly Block[]): Written {
    const [split, join] = [this.id('eventBasedGateway'), this.id('exclusiveGateway')];
    const ways = blocks.map((inner, index) => {
      const event = this.single('intermediateCatchEvent', '', index === 0 ? timer('PT2H') : message);
      const way = this.row([event, this.write(inner)]);
      return way.xml + flow(split, way.first) + flow(way.last, join);
    });
    return { xml: tag('eventBasedGateway', split) + tag('exclusiveGateway', join) + ways.join(''), first: split, last: join };
  }

  /** Runs its block twice. */
  private loop(block: Block): Written {
    const [merge, again] = [this.id('exclusiveGateway'), this.id('exclusiveGateway')];
    const variable = `rounds${this.count}`;
    const body = this.row([this.write(block), this.script(variable, `= if ${variable} = null then 1 else ${variable} + 1`)]);
    const out = this.single('task');
    const reset = this.script(variable, '= null');
    const xml = [
      tag('exclusiveGateway', merge),
      tag('exclusiveGateway', again, '', '', `default="${again}-${reset.first}"`),
      body.xml,
      out.xml,
      reset.xml,
      flow(merge, body.first),
      flow(body.last, again),
      flow(again, merge, `= ${variable} < 2`),
      flow(again, reset.first),
      flow(reset.last, out.first),
    ];
    return { xml: xml.join(''), first: merge, last: out.last };
  }

  /** A sub-process with a boundary timer that ends it, or that runs beside it into an end of its own. */
  private timed(block: Block, interrupts: boolean): Written {
    const host = this.single('subProcess', '', this.between(block, ''));
    const boundary = this.id('boundaryEvent');
    const attributes = `attachedToRef="${host.first}" cancelActivity="${interrupts}"`;
    const xml = host.xml + tag('boundaryEvent', boundary, '', timer('PT30M'), attributes);
    const after = this.single('userTask');
    if (!interrupts) {
      const end = this.id('endEvent');
      return { ...host, xml: xml + after.xml + tag('endEvent', end) + flow(boundary, after.first) + flow(after.last, end) };
    }
    const join = this.id('exclusiveGateway');
    const links = flow(host.last, join) + flow(boundary, after.first) + flow(after.last, join);
    return { xml: xml + after.xml + tag('exclusiveGateway', join) + links, first: host.first, last: join };
  }

  /** A task that a user task undoes. */
  private undoable(): Written {
    const [done, undo] = [this.single('task'), this.single('userTask', '', '', 'isForCompensation="true"')];
    const boundary = this.id('boundaryEvent');
    const xml = [
      done.xml,
      undo.xml,
      tag('boundaryEvent', boundary, '', compensation(), `attachedToRef="${done.first}"`),
      `<association id="${boundary}-${undo.first}" sourceRef="${boundary}" targetRef="${undo.first}"/>`,
    ];
    return { ...done, xml: xml.join('') };
  }

  /** A sub-process that is undone once it is completed: by what is inside, or by an event sub-process of its own. */
  private undo(block: Block, own: boolean, waits: boolean): Written {
    const inside = this.inside(this.row([this.undoable(), this.write(block), this.undoable()]));
    const handler = own ? this.ownHandler() : '';
    const host = this.single('subProcess', '<fortnight:input name="n" value="= 0"/>', inside + handler);
    return this.row([host, this.single('intermediateThrowEvent', '', compensation(waits))]);
  }

  private ownHandler(): string {
    const [start, end] = [this.id('startEvent'), this.id('endEvent')];
    const thrown = this.single('intermediateThrowEvent', '', compensation());
    const after = this.single('userTask');
    const xml = [
      tag('startEvent', start, '', compensation()) + thrown.xml + after.xml + tag('endEvent', end),
      flow(start, thrown.first) + flow(thrown.last, after.first) + flow(after.last, end),
    ];
    return this.single('subProcess', '', xml.join(''), 'triggeredByEvent="true"').xml;
  }

  /** A transaction that is done, or is cancelled beside its block and goes on from its border. */
  private transaction(block: Block, cancelled: boolean): Written {
    const fork = this.id('parallelGateway');
    const [one, other] = [this.row([this.undoable(), this.write(block)]), this.row([this.single('userTask'), this.undoable()])];
    const [start, end, second] = [this.id('startEvent'), this.id('endEvent'), this.id('endEvent')];
    const inside = [
      tag('startEvent', start) + tag('parallelGateway', fork) + one.xml + other.xml + tag('endEvent', end),
      tag('endEvent', second, '', cancelled ? '<cancelEventDefinition/>' : ''),
      flow(start, fork) + flow(fork, one.first) + flow(fork, other.first) + flow(one.last, end) + flow(other.last, second),
    ];
    const host = this.single('transaction', '', inside.join(''));
    const [boundary, join] = [this.id('boundaryEvent'), this.id('exclusiveGateway')];
    const catching = tag('boundaryEvent', boundary, '', '<cancelEventDefinition/>', `attachedToRef="${host.first}"`);
    const links = flow(host.last, join) + flow(boundary, join);
    return { xml: host.xml + catching + tag('exclusiveGateway', join) + links, first: host.first, last: join };
  }

  /** A sub-process that ends in an error beside its block, caught at its border. */
  private caught(block: Block): Written {
    const [fork, oops] = [this.id('parallelGateway'), this.id('endEvent')];
    const beside = this.single('userTask');
    const inner = this.write(block);
    const [start, end] = [this.id('startEvent'), this.id('endEvent')];
    const inside = [
      tag('startEvent', start),
      tag('parallelGateway', fork),
      tag('endEvent', end),
      tag('endEvent', oops, '', '<errorEventDefinition errorRef="oops"/>'),
      inner.xml,
      beside.xml,
      flow(start, fork),
      flow(fork, inner.first),
      flow(inner.last, oops),
      flow(fork, beside.first),
      flow(beside.last, end),
    ];
    const host = this.single('subProcess', '', inside.join(''));
    const boundary = this.id('boundaryEvent');
    const join = this.id('exclusiveGateway');
    const catching = tag('boundaryEvent', boundary, '', '<errorEventDefinition/>', `attachedToRef="${host.first}"`);
    const links = flow(host.last, join) + flow(boundary, join);
    return { xml: host.xml + catching + tag('exclusiveGateway', join) + links, first: host.first, last: join };
  }

  /** A link and where it leads, as one way. */
  private link(): Written {
    const definition = `<linkEventDefinition name="${this.id('link')}"/>`;
    const out = this.single('intermediateThrowEvent', '', definition);
    const back = this.single('intermediateCatchEvent', '', definition);
    return { xml: out.xml + back.xml, first: out.first, last: back.last };
  }

  /** All ways at once; the first to arrive goes on, the others are taken in. */
  private first(blocks: readonly Block[]): Written {
    const [split, join] = [this.id('parallelGateway'), this.id('complexGateway')];
    const ways = blocks.map((inner) => this.write(inner));
    const condition = '<activationCondition>= activationCount &gt;= 1</activationCondition>';
    const links = ways.map((way) => flow(split, way.first) + flow(way.last, join));
    const xml = [
      tag('parallelGateway', split),
      tag('complexGateway', join, '', condition),
      ...ways.map((way) => way.xml),
      ...links,
    ];
    return { xml: xml.join(''), first: split, last: join };
  }

  /** A sub-process that escalates before its block; who hears it goes beside. */
  private escalated(block: Block): Written {
    const [start, end, heard, done] = [this.id('startEvent'), this.id('endEvent'), this.id('boundaryEvent'), this.id('endEvent')];
    const escalation = '<escalationEventDefinition escalationRef="esc"/>';
    const inner = this.row([this.single('intermediateThrowEvent', '', escalation), this.write(block)]);
    const inside = `${tag('startEvent', start)}${inner.xml}${tag('endEvent', end)}${flow(start, inner.first)}${flow(inner.last, end)}`;
    const host = this.single('subProcess', '', inside);
    const after = this.single('userTask');
    const boundary = tag('boundaryEvent', heard, '', escalation, `attachedToRef="${host.first}" cancelActivity="false"`);
    const beside = boundary + after.xml + tag('endEvent', done) + flow(heard, after.first) + flow(after.last, done);
    return { ...host, xml: host.xml + beside };
  }

  /** A sub-process with an event sub-process: beside it at each signal, or instead of it after half an hour. */
  private withHandler(block: Block, interrupts: boolean): Written {
    const [start, end] = [this.id('startEvent'), this.id('endEvent')];
    const handle = this.single('userTask');
    const begins = tag('startEvent', start, '', interrupts ? timer('PT30M') : signal, `isInterrupting="${interrupts}"`);
    const inside = `${begins}${handle.xml}${tag('endEvent', end)}${flow(start, handle.first)}${flow(handle.last, end)}`;
    const handler = this.single('subProcess', '', inside, 'triggeredByEvent="true"');
    return this.single('subProcess', '', this.between(block, handler.xml));
  }
}
