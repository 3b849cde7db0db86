/** Random sales processes: stages, approvals that send back, checkpoints, steps, choices and branches, nested. */
import fc from 'fast-check';
import { flow, flows, tag } from './process.ts';

export type SalesBlock =
  | { readonly kind: 'step' | 'checkpoint' }
  | {
      readonly kind: 'approval';
      readonly mode: 'one' | 'all' | 'quorum';
      readonly isInOrder: boolean;
      readonly isLimited: boolean;
    }
  | { readonly kind: 'stage' | 'branches' | 'choice'; readonly inside: readonly (readonly SalesBlock[])[] };

const leaf: fc.Arbitrary<SalesBlock> = fc.oneof(
  fc.constant<SalesBlock>({ kind: 'step' }),
  fc.constant<SalesBlock>({ kind: 'checkpoint' }),
  fc.record({
    kind: fc.constant('approval' as const),
    mode: fc.constantFrom('one' as const, 'all' as const, 'quorum' as const),
    isInOrder: fc.boolean(),
    isLimited: fc.boolean(),
  }),
);
const sequence = (block: fc.Arbitrary<SalesBlock>) => fc.array(block, { minLength: 1, maxLength: 3 });
const nested = (inner: fc.Arbitrary<SalesBlock>): fc.Arbitrary<SalesBlock> =>
  fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: sequence(inner).map((one): SalesBlock => ({ kind: 'stage', inside: [one] })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('branches' as const, 'choice' as const), sequence(inner), sequence(inner))
        .map(([kind, ...inside]): SalesBlock => ({ kind, inside })),
    },
  );

/** Up to three levels deep; begins with a step, so that there is somewhere to go back to. */
export const salesBlocks: fc.Arbitrary<readonly SalesBlock[]> = fc
  .array(nested(nested(nested(leaf))), { minLength: 2, maxLength: 5 })
  .map((blocks) => [{ kind: 'step' }, ...blocks]);

/** Writes a process body. An approval goes back to steps before it in its own sequence and those around it. */
export function salesBody(blocks: readonly SalesBlock[]): string {
  let count = 0;
  const next = (kind: string): string => `${kind}${++count}`;
  const write = (block: SalesBlock, earlier: readonly string[]): { id: string; last: string; xml: string } => {
    const id = next(block.kind);
    switch (block.kind) {
      case 'step':
        return { id, last: id, xml: tag('userTask', id) };
      case 'checkpoint':
        return { id, last: id, xml: checkpoint(id) };
      case 'approval':
        return { id, last: id, xml: approval(id, block, earlier) };
      case 'stage': {
        const inside = writeAll(block.inside[0] ?? [], `${id}s`, `${id}e`, earlier);
        const xml = `<startEvent id="${id}s"/>${inside}<endEvent id="${id}e"/>`;
        return { id, last: id, xml: tag('subProcess', id, `<fortnight:stage order="${count}" target="P1D"/>`, xml) };
      }
      default: {
        const gateway = block.kind === 'branches' ? 'parallelGateway' : 'exclusiveGateway';
        const join = `${id}j`;
        const branches = block.inside.map((branch, index) => {
          // A send-back out of a parallel branch would double its sibling's token.
          const reach = block.kind === 'branches' ? [] : earlier;
          return writeAll(branch, id, join, reach, block.kind === 'choice' && index === 0 ? 'way = 1' : undefined);
        });
        return { id, last: join, xml: `<${gateway} id="${id}"/><${gateway} id="${join}"/>${branches.join('')}` };
      }
    }
  };
  const writeAll = (
    sequence: readonly SalesBlock[],
    from: string,
    to: string,
    around: readonly string[],
    condition?: string,
  ): string => {
    const earlier = [...around];
    let [xml, last] = ['', from];
    for (const block of sequence) {
      const written = write(block, earlier);
      xml += written.xml + flow(last, written.id, last === from ? condition : undefined);
      if (block.kind === 'step') earlier.push(written.id);
      last = written.last;
    }
    return xml + flow(last, to);
  };
  return `<startEvent id="s"/>${writeAll(blocks, 's', 'e', [])}<endEvent id="e"/>`;
}

const checkpoint = (id: string): string =>
  tag(
    'businessRuleTask',
    id,
    `<fortnight:checkpoint reviewers="group:compliance" result="${id}r"><fortnight:rule id="fine" when="fine = true"/><fortnight:evidence id="proof" required="true"/></fortnight:checkpoint>`,
  ) +
  `<boundaryEvent id="${id}b" attachedToRef="${id}"><errorEventDefinition/></boundaryEvent><endEvent id="${id}x"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>${flows(`${id}b`, `${id}x`)}`;

function approval(id: string, block: Extract<SalesBlock, { kind: 'approval' }>, earlier: readonly string[]): string {
  const back = earlier.length === 0 ? '' : `<fortnight:outcome id="back" kind="send-back" to="${earlier.join(', ')}"/>`;
  const timing = block.isLimited ? '<fortnight:timing limit="PT5H" remind="PT1H" overdue="reject"/>' : '';
  return tag(
    'userTask',
    id,
    `<fortnight:approval mode="${block.mode}" quorum="2" order="${block.isInOrder ? 'sequential' : 'parallel'}" result="${id}r">
      <fortnight:approver who="user:lead"/><fortnight:approver who="user:boss"/><fortnight:approver who="group:finance"/>
      <fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="no" kind="reject"/>${back}</fortnight:approval>${timing}`,
  );
}
