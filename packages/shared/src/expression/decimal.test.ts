import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, divide, multiply, type Numeric, numberText, roundAt, subtract, toDouble } from './decimal.ts';

/** A decimal as whole digits over a power of ten, computed the long way. */
const exactly = (digits: bigint, places: number): number => Number(`${digits}e-${places}`);
const cents = fc.record({ digits: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), places: fc.integer({ min: 0, max: 8 }) });
const doubleOf = ({ digits, places }: { digits: bigint; places: number }): number => exactly(digits, places) || 0;

describe('decimal arithmetic', () => {
  it('adds and multiplies as on paper', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const places = a.places + b.places;
        const sum = a.digits * 10n ** BigInt(b.places) + b.digits * 10n ** BigInt(a.places);
        expect(toDouble(add(doubleOf(a), doubleOf(b)))).toBe(exactly(sum, places) || 0);
        expect(toDouble(multiply(doubleOf(a), doubleOf(b)))).toBe(exactly(a.digits * b.digits, places) || 0);
      }),
    );
  });

  it('undoes an addition', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(toDouble(subtract(add(doubleOf(a), doubleOf(b)), doubleOf(b)))).toBe(doubleOf(a));
      }),
    );
  });

  it('does not lose what lies between two roundings', () => {
    const total = Array.from({ length: 1000 }, () => 0.1).reduce<Numeric>(add, 0);
    expect(total).toBe(100);
    expect(toDouble(roundAt(multiply(multiply(33_333_333.33, 1.0825), 0.615), 4, 'halfEven'))).toBe(22_191_249.9978);
    expect(toDouble(multiply(divide(100, 3), 3))).toBe(100);
  });

  it('writes all digits', () => {
    expect(numberText(1e21)).toBe('1000000000000000000000');
    expect(numberText(-1.5e-7)).toBe('-0.00000015');
    expect(numberText(divide(1, 8))).toBe('0.125');
  });
});
