import type { CallSpec, MappingSpec } from './extension.ts';
import { type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import { constantOrExpression } from './read-peer-text.ts';
import type { Reading } from './reading.ts';

/** What other engines' files say of a call: which version, and what goes in and comes out. */
interface PeerCall {
  readonly call?: CallSpec;
  readonly inputs: readonly MappingSpec[];
  readonly outputs: readonly MappingSpec[];
}

const nothing: PeerCall = { inputs: [], outputs: [] };

/** Reads how Camunda 7's family or Zeebe calls a process; nothing where neither says anything. */
export function readPeerCall(node: ModdleElement, reading: Reading): PeerCall {
  if (tagOf(node) !== 'callActivity') return nothing;
  const [zeebe] = reading.tags(node, 'zeebe', 'calledElement');
  return zeebe ? readZeebe(zeebe) : readCamunda(node, reading);
}

/** Zeebe passes everything unless told otherwise; its mappings are read like any task's. */
function readZeebe(zeebe: ModdleElement): PeerCall {
  const call: CallSpec = present({
    binding: bindingOf(textOf(zeebe, 'bindingType'), textOf(zeebe, 'versionTag'), undefined),
    passes: textOf(zeebe, 'propagateAllParentVariables') === 'false' ? 'mapped' : 'all',
    returns: textOf(zeebe, 'propagateAllChildVariables') === 'false' ? 'mapped' : undefined,
  });
  return { ...nothing, call };
}

/** Camunda 7 passes and returns nothing that is not named, or asked for by `variables="all"`. */
function readCamunda(node: ModdleElement, reading: Reading): PeerCall {
  const [ins, outs] = [reading.tags(node, 'camunda', 'in'), reading.tags(node, 'camunda', 'out')];
  const attribute = (name: string) => reading.attribute(node, 'camunda', name);
  const binding = bindingOf(
    attribute('calledElementBinding'),
    attribute('calledElementVersionTag'),
    attribute('calledElementVersion'),
  );
  const inherits = attribute('inheritVariables');
  if (ins.length + outs.length === 0 && binding === undefined && inherits === undefined) return nothing;
  const isAll = (tag: ModdleElement): boolean => textOf(tag, 'variables') === 'all';
  const call: CallSpec = present({
    binding,
    businessKey: reading.computed(
      node,
      'call.businessKey',
      ins.map(keyOf).find((key) => key !== undefined),
    ),
    passes: inherits === 'true' || ins.some(isAll) ? 'all' : 'mapped',
    returns: outs.some(isAll) ? 'all' : 'mapped',
  });
  return {
    call,
    inputs: ins.flatMap((tag) => mappingOf(tag, nameAsFeel, (name, text) => reading.computed(node, `inputs.${name}`, text))),
    outputs: outs.flatMap((tag) => mappingOf(tag, memberAsFeel, (_, text) => text)),
  };
}

function bindingOf(kind: string | undefined, tag: string | undefined, version: string | undefined): string | undefined {
  if (kind === 'versionTag') return `tag:${tag ?? ''}`;
  return kind === 'version' ? `version:${version ?? ''}` : kind;
}

/** The case's own key is what a called case has anyway. */
function keyOf(tag: ModdleElement): string | undefined {
  const key = textOf(tag, 'businessKey');
  return key === undefined || /^[#$]\{\s*execution\.processBusinessKey\s*\}$/.test(key) ? undefined : key;
}

/** What comes back is read in the called case, so an expression over it stays as it is written. */
function mappingOf(
  tag: ModdleElement,
  read: (name: string) => string,
  translate: (name: string, text: string) => string,
): readonly MappingSpec[] {
  const [name, source, expression] = [textOf(tag, 'target'), textOf(tag, 'source'), textOf(tag, 'sourceExpression')];
  if (name === undefined) return [];
  if (expression !== undefined) return [{ name, value: translate(name, constantOrExpression(expression)) }];
  return source === undefined ? [] : [{ name, value: read(source) }];
}

const isPlain = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
const nameAsFeel = (name: string): string => (isPlain(name) ? `= ${name}` : `= \`${name}\``);
const memberAsFeel = (name: string): string =>
  isPlain(name) ? `= result.${name}` : `= get value(result, ${JSON.stringify(name)})`;
