import type { MappingSpec } from './extension.ts';
import { holdsJuel } from './juel/read-juel.ts';
import { bodyOf, childTags, type ModdleElement, tagOf, textOf } from './moddle-element.ts';
import { constantOrExpression, staticOrExpression } from './read-peer-text.ts';
import type { Reading } from './reading.ts';

/** Reads what other engines' files put into a node's own variables, and what comes out of them. */
export function readPeerMappings(node: ModdleElement, reading: Reading, direction: 'input' | 'output'): readonly MappingSpec[] {
  const zeebe = childTags(reading.tags(node, 'zeebe', 'ioMapping')[0])
    .filter((tag) => tagOf(tag) === direction)
    .map((tag) => ({ name: textOf(tag, 'target') ?? '', value: staticOrExpression(textOf(tag, 'source') ?? '') }));
  const camunda = childTags(reading.tags(node, 'camunda', 'inputOutput')[0])
    .filter((tag) => tagOf(tag) === `${direction}Parameter`)
    .map((tag) => {
      const name = textOf(tag, 'name') ?? '';
      return { name, ...readParameter(node, `${direction}s.${name}`, tag, reading) };
    });
  return [...zeebe, ...camunda];
}

type Parameter = Omit<MappingSpec, 'name'>;

/** A parameter's text, list or map as FEEL; a script, and what FEEL cannot say, stays as it is written. */
function readParameter(node: ModdleElement, field: string, tag: ModdleElement, reading: Reading): Parameter {
  const read = (part: ModdleElement) => readParameter(node, field, part, reading);
  const [content] = ['value', 'entry', 'inputParameter', 'outputParameter'].includes(tagOf(tag)) ? childTags(tag) : [tag];
  switch (content && tagOf(content)) {
    case 'list':
      return together(childTags(content).map(read), (values) => `[${values.join(', ')}]`);
    case 'map': {
      const keys = childTags(content).map((entry) => textOf(entry, 'key') ?? '');
      const computed = keys.find(holdsJuel);
      if (computed !== undefined) return { value: computed };
      const entry = (value: string, index: number) => `${JSON.stringify(keys[index])}: ${value}`;
      return together(childTags(content).map(read), (values) => `{${values.map(entry).join(', ')}}`);
    }
    case 'script': {
      const text = bodyOf(content) ?? textOf(content, 'resource') ?? '';
      return { value: text, language: textOf(content, 'scriptFormat') ?? 'a script' };
    }
    default:
      return { value: reading.computed(node, field, constantOrExpression(bodyOf(content ?? tag) ?? '')) };
  }
}

/** FEEL of several parts; the first that is none stands for all. */
function together(parts: readonly Parameter[], write: (values: readonly string[]) => string): Parameter {
  const refused = parts.find(({ value, language }) => language !== undefined || !value.startsWith('='));
  return refused ?? { value: `= ${write(parts.map(({ value }) => value.slice(1).trim()))}` };
}
