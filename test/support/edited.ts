/** A process as its author changes it: what was drawn keeps its ids, what comes has new ones. */
import fc from 'fast-check';
import { flow, tag } from './process.ts';

const kinds = ['step', 'beside', 'later', 'wait', 'unmap', 'branch', 'serial'] as const;
export type Edit = { readonly kind: (typeof kinds)[number]; readonly at: number };

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(1000) } as const),
  { minLength: 1, maxLength: 4 },
);

const pick = (found: readonly RegExpMatchArray[], at: number): RegExpMatchArray | undefined =>
  found.length === 0 ? undefined : found[at % found.length];

/** Applies one change; the text as it was where there is nothing to change. */
function edit(body: string, { kind, at }: Edit, number: number): string {
  const fresh = `new${number}`;
  if (kind === 'step' || kind === 'wait') {
    // A step on a flow, which keeps its id in front of it.
    const found = pick([...body.matchAll(/<sequenceFlow id="([^"]*)" sourceRef="([^"]*)" targetRef="([^"]*)">/g)], at);
    if (!found) return body;
    const [whole, id = '', source = '', target = ''] = found;
    const step =
      kind === 'step'
        ? tag('userTask', fresh)
        : tag(
            'intermediateCatchEvent',
            fresh,
            '',
            '<timerEventDefinition><timeDuration>PT3H</timeDuration></timerEventDefinition>',
          );
    const moved = `${step}${flow(fresh, target)}<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${fresh}">`;
    return body.replace(whole, moved);
  }
  if (kind === 'beside') {
    const found = pick([...body.matchAll(/<userTask id="([^"]*)" name="[^"]*" >/g)], at);
    if (!found) return body;
    const [whole, id = ''] = found;
    const timer = '<timerEventDefinition><timeDuration>PT45M</timeDuration></timerEventDefinition>';
    const boundary = tag('boundaryEvent', fresh, '', timer, `attachedToRef="${id}" cancelActivity="false"`);
    const chain = `${tag('userTask', `${fresh}t`)}${tag('endEvent', `${fresh}e`)}${flow(fresh, `${fresh}t`)}${flow(`${fresh}t`, `${fresh}e`)}`;
    return body.replace(whole, `${boundary}${chain}${whole}`);
  }
  if (kind === 'later') {
    const found = pick([...body.matchAll(/PT30M|PT1H|PT2H/g)], at);
    const place = found?.index ?? 0;
    return found ? `${body.slice(0, place)}PT90M${body.slice(place + found[0].length)}` : body;
  }
  if (kind === 'branch' || kind === 'serial') return fork(body, kind, at, fresh);
  // A step goes, and comes back by another id: nothing maps it.
  const found = pick([...body.matchAll(/<userTask id="([^"]*)" name="([^"]*)"/g)], at);
  if (!found?.[1]) return body;
  return body.replaceAll(`"${found[1]}"`, `"${fresh}"`);
}

/** A parallel fork gets one more way, or has its first two one after another. Its join is the gateway written with it. */
function fork(body: string, kind: 'branch' | 'serial', at: number, fresh: string): string {
  const all = [...body.matchAll(/<sequenceFlow id="[^"]*" sourceRef="([^"]*)" targetRef="([^"]*)">.*?<\/sequenceFlow>/g)];
  const splits = [...body.matchAll(/<parallelGateway id="parallelGateway(\d+)"/g)].filter(
    ([, count]) => all.filter(([, source]) => source === `parallelGateway${count}`).length > 1,
  );
  const found = pick(splits, at);
  if (!found) return body;
  const split = `parallelGateway${found[1]}`;
  const join = `parallelGateway${Number(found[1]) + 1}`;
  const out = all.filter(([, source]) => source === split);
  const into = all.filter(([, , target]) => target === join);
  if (into.length !== out.length) return body;
  if (kind === 'branch') {
    const way = `${tag('userTask', fresh)}${flow(split, fresh)}${flow(fresh, join)}`;
    return body.replace(found[0], `${way}${found[0]}`);
  }
  const [first, second] = [into[0], out[1]];
  if (!first || !second) return body;
  return body.replace(first[0], flow(first[1] ?? '', second[2] ?? '')).replace(second[0], '');
}

export const editedBody = (body: string, changes: readonly Edit[]): string =>
  changes.reduce((text, change, index) => edit(text, change, index), body);
