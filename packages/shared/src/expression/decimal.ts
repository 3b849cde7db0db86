import { Tagged, type Value } from './value.ts';

/** Significant digits that a result keeps inside an expression, as in decimal128. */
const precision = 34;
/** Decimals of so many digits print the same after a trip through a double. */
const exactInDouble = 15;

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

/** A number of more digits than a double holds: digits × 10^-scale. It is rounded when it leaves the expression. */
export class Decimal extends Tagged implements Scaled {
  readonly type = 'number';
  readonly digits: bigint;
  readonly scale: number;
  constructor(digits: bigint, scale: number) {
    super();
    this.digits = digits;
    this.scale = scale;
  }
}

/** A double stands for the decimal that it prints as. */
export type Numeric = number | Decimal;
export const isNumeric = (value: Value): value is Numeric => typeof value === 'number' || value instanceof Decimal;

export function toScaled(value: Numeric): Scaled {
  if (typeof value !== 'number') return value;
  return scaledOf(String(value));
}

function scaledOf(text: string): Scaled {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** Reads what a number literal says; its size must be one that a double can hold. */
export function toNumeric(text: string): Numeric {
  const double = Number(text);
  if (!Number.isFinite(double) || text.replace(/e.*|\D/gi, '').length <= exactInDouble) return double;
  const { digits, scale } = scaledOf(text.startsWith('.') ? `0${text}` : text);
  return fromScaled(digits, scale);
}

export const toDouble = (value: Numeric): number =>
  typeof value === 'number' ? value : Number(`${value.digits}e${-value.scale}`);

/** Rounds half to even at 34 digits; infinite where a double would be. */
function fromScaled(digits: bigint, scale: number): Numeric {
  const length = String(digits < 0n ? -digits : digits).length;
  if (length - scale > 309) return digits < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (length - scale < -330) return 0;
  if (length <= exactInDouble) return Number(`${digits}e${-scale}`) || 0;
  if (length > precision) return withoutZeros(roundDigits(digits, length - precision, 'halfEven'), scale - (length - precision));
  return withoutZeros(digits, scale);
}

function withoutZeros(digits: bigint, scale: number): Numeric {
  const text = String(digits);
  const kept = text.replace(/0+$/, '');
  const size = kept.startsWith('-') ? kept.length - 1 : kept.length;
  const zeros = text.length - kept.length;
  if (size <= exactInDouble) return Number(`${kept}e${zeros - scale}`);
  return new Decimal(BigInt(kept), scale - zeros);
}

function aligned(a: Numeric, b: Numeric): [x: bigint, y: bigint, scale: number] {
  const [x, y] = [toScaled(a), toScaled(b)];
  const scale = Math.max(x.scale, y.scale);
  return [x.digits * 10n ** BigInt(scale - x.scale), y.digits * 10n ** BigInt(scale - y.scale), scale];
}

/** The largest whole number of 15 digits: such a decimal is the double that it divides to, and no other. */
const mostDigits = 999_999_999_999_999;

/** The power of ten that makes a short decimal whole; 0 where there is none. A few cents need no big integers. */
function wholeBy(value: number): number {
  for (let unit = 1; unit <= 1_000_000; unit *= 10) {
    const digits = Math.round(value * unit);
    if (Math.abs(digits) > mostDigits) return 0;
    if (digits / unit === value) return unit;
  }
  return 0;
}

function addShort(a: number, b: number): number | undefined {
  const unit = Math.max(wholeBy(a), wholeBy(b));
  const sum = Math.round(a * unit) + Math.round(b * unit);
  const isExact = wholeBy(a) > 0 && wholeBy(b) > 0 && Math.abs(a * unit) < mostDigits && Math.abs(b * unit) < mostDigits;
  return isExact && Math.abs(sum) <= mostDigits ? sum / unit : undefined;
}

function multiplyShort(a: number, b: number): number | undefined {
  const [first, second] = [wholeBy(a), wholeBy(b)];
  const product = Math.round(a * first) * Math.round(b * second);
  return first > 0 && second > 0 && Math.abs(product) <= mostDigits ? product / (first * second) || 0 : undefined;
}

export function add(a: Numeric, b: Numeric): Numeric {
  const short = typeof a === 'number' && typeof b === 'number' ? addShort(a, b) : undefined;
  if (short !== undefined) return short;
  const [x, y, scale] = aligned(a, b);
  return fromScaled(x + y, scale);
}

export function negate(value: Numeric): Numeric {
  return typeof value === 'number' ? 0 - value : new Decimal(-value.digits, value.scale);
}

export const subtract = (a: Numeric, b: Numeric): Numeric => add(a, negate(b));

export function multiply(a: Numeric, b: Numeric): Numeric {
  const short = typeof a === 'number' && typeof b === 'number' ? multiplyShort(a, b) : undefined;
  if (short !== undefined) return short;
  const [x, y] = [toScaled(a), toScaled(b)];
  return fromScaled(x.digits * y.digits, x.scale + y.scale);
}

/** The divisor is not zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number(a) % Number(b) === 0) return Number(a) / Number(b) || 0;
  const [x, y] = [toScaled(a), toScaled(b)];
  const shift = Math.max(0, precision + 6 + String(y.digits).length - String(x.digits).length);
  return fromScaled((x.digits * 10n ** BigInt(shift)) / y.digits, x.scale - y.scale + shift);
}

/** What is left of a whole-number division that rounds down; it has the sign of the divisor, which is not zero. */
export function modulo(a: Numeric, b: Numeric): Numeric {
  const [x, y, scale] = aligned(a, b);
  return fromScaled(((x % y) + y) % y, scale);
}

/** Exact to 34 digits for whole exponents, else to 15: engines differ in the last digits of a double. */
export function power(base: Numeric, exponent: Numeric): Numeric {
  const times = toDouble(exponent);
  if (!Number.isInteger(times) || Math.abs(times) > 1000) return toFifteenDigits(toDouble(base) ** times);
  let result: Numeric = 1;
  let square = base;
  for (let left = Math.abs(times); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square);
    if (!Number.isFinite(toDouble(result))) break;
    if (left > 1) square = multiply(square, square);
    if (!Number.isFinite(toDouble(square))) return square;
  }
  return times < 0 ? divide(1, result) : result;
}

export const toFifteenDigits = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(15)) : value);

/** Less than 0, 0, more than 0. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven';

/** Rounds at a number of decimals, on the decimal digits. */
export function roundAt(value: Numeric, places: number, mode: Rounding): Numeric {
  const { digits, scale } = toScaled(value);
  return scale <= places ? value : fromScaled(roundDigits(digits, scale - places, mode), places);
}

/** Drops digits at the end. */
function roundDigits(digits: bigint, dropped: number, mode: Rounding): bigint {
  const unit = 10n ** BigInt(dropped);
  const isNegative = digits < 0n;
  const size = isNegative ? -digits : digits;
  const whole = size / unit;
  const rounded = goesAway(mode, isNegative, (size % unit) * 2n, unit, whole) ? whole + 1n : whole;
  return isNegative ? -rounded : rounded;
}

function goesAway(mode: Rounding, isNegative: boolean, twice: bigint, unit: bigint, whole: bigint): boolean {
  switch (mode) {
    case 'up':
      return twice > 0n;
    case 'floor':
      return isNegative && twice > 0n;
    case 'ceiling':
      return !isNegative && twice > 0n;
    case 'halfUp':
      return twice >= unit;
    case 'halfDown':
      return twice > unit;
    case 'halfEven':
      return twice > unit || (twice === unit && whole % 2n === 1n);
    case 'down':
      return false;
  }
}

/** Writes all digits, without an exponent. */
export function numberText(value: Numeric): string {
  const { digits, scale } = toScaled(value);
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const fraction = scale > 0 ? text.slice(-scale).replace(/0+$/, '') : '';
  const whole = scale > 0 ? text.slice(0, -scale) : text;
  return `${digits < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}
