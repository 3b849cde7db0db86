import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../expression/index.ts';
import { defaultPrescanLimits } from '../model/index.ts';
import { longestId } from '../validation/index.ts';
import { completeTaskSchema, formSchema, limits, pageQuerySchema, startInstanceSchema } from './index.ts';

const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });

describe('requests', () => {
  it('refuse a member that they do not know', () => {
    expect(startInstanceSchema.safeParse({ processId: 'p', bussinessKey: 'x' }).success).toBe(false);
  });

  it('refuse variables that are nested too deep, too many or too big', () => {
    const complete = (variables: object) => completeTaskSchema.safeParse({ variables }).success;
    expect(complete({ x: nested(5) })).toBe(true);
    expect(complete({ x: nested(limits.variableDepth + 1) })).toBe(false);
    expect(complete({ x: 'a'.repeat(limits.variablesBytes) })).toBe(false);
    expect(complete(Object.fromEntries(Array.from({ length: limits.variableCount + 1 }, (_, i) => [`v${i}`, i])))).toBe(false);
  });

  it('refuse a number that could not be written back', () => {
    const read = (text: string) => completeTaskSchema.safeParse({ variables: { x: [JSON.parse(text)] } }).success;
    expect(read('1e308')).toBe(true);
    expect(read('1e999')).toBe(false);
    expect(read('{"far": -1e999}')).toBe(false);
  });

  it.each(['   ', 'a\u0000b', 'a\nb', 'half \ud83d'])('refuse %j as a business key', (businessKey) => {
    expect(startInstanceSchema.safeParse({ processId: 'p', businessKey }).success).toBe(false);
  });

  it('take a business key in any language', () => {
    expect(startInstanceSchema.safeParse({ processId: 'p', businessKey: '合同 2026/11 😀' }).success).toBe(true);
  });

  it('take a version or a tag, not both', () => {
    const result = startInstanceSchema.safeParse({ processId: 'p', version: 1, versionTag: 'x' });
    expect(result.error?.issues[0]?.path).toEqual(['versionTag']);
  });

  it('cap a page', () => {
    expect(pageQuerySchema.safeParse({ limit: '201' }).success).toBe(false);
    expect(pageQuerySchema.parse({})).toEqual({ limit: limits.pageSizeDefault });
  });
});

describe('forms', () => {
  it('have each field name once', () => {
    const field = { name: 'amount', label: { en: 'Amount' } };
    const result = formSchema.safeParse({ id: 'f', fields: [field, field] });
    expect(result.error?.issues[0]?.path).toEqual(['fields', 1, 'name']);
  });
});

describe('limits', () => {
  it('are those that the rooms keep', () => {
    expect(defaultPrescanLimits).toMatchObject({
      elements: limits.modelElements,
      depth: limits.modelDepth,
      attributesPerElement: limits.modelAttributes,
    });
    expect(longestId).toBe(limits.idLength);
    expect(defaultLimits).toEqual({
      steps: limits.expressionSteps,
      listLength: limits.expressionListLength,
      stringLength: limits.expressionStringLength,
    });
  });
});
