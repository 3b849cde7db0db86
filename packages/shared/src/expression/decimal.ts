/** Decimal arithmetic over doubles: operands are read as the decimals they print as, the result is the nearest double. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

function toScaled(value: number): Scaled {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

const toNumber = (digits: bigint, scale: number): number => Number(`${digits}e-${scale}`);

export function add(a: number, b: number): number {
  const sum = a + b;
  if (!Number.isFinite(sum)) return sum;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  const [x, y] = [toScaled(a), toScaled(b)];
  const scale = Math.max(x.scale, y.scale);
  return toNumber(x.digits * 10n ** BigInt(scale - x.scale) + y.digits * 10n ** BigInt(scale - y.scale), scale);
}

export function multiply(a: number, b: number): number {
  const product = a * b;
  if (!Number.isFinite(product)) return product;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product;
  const [x, y] = [toScaled(a), toScaled(b)];
  return toNumber(x.digits * y.digits, x.scale + y.scale);
}

/** The divisor is not zero. */
export function divide(a: number, b: number): number {
  const quotient = a / b;
  if (!Number.isFinite(quotient) || (Number.isSafeInteger(a) && Number.isSafeInteger(b))) return quotient;
  const [x, y] = [toScaled(a), toScaled(b)];
  // Both integers on one scale divide exactly as far as doubles hold them; 40 more digits round once for the rest.
  const shift = 40 + String(y.digits).length;
  return toNumber((x.digits * 10n ** BigInt(y.scale + shift)) / y.digits, x.scale + shift);
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven';

/** Rounds toward one side at a number of decimals, on the decimal digits. */
export function roundAt(value: number, places: number, mode: Rounding): number {
  const { digits, scale } = toScaled(value);
  if (scale <= places) return value;
  const unit = 10n ** BigInt(scale - places);
  const negative = digits < 0n;
  const size = negative ? -digits : digits;
  const whole = size / unit;
  const twice = (size % unit) * 2n;
  const away =
    mode === 'up'
      ? twice > 0n
      : mode === 'floor'
        ? negative && twice > 0n
        : mode === 'ceiling'
          ? !negative && twice > 0n
          : mode === 'halfUp'
            ? twice >= unit
            : mode === 'halfDown'
              ? twice > unit
              : mode === 'halfEven'
                ? twice > unit || (twice === unit && whole % 2n === 1n)
                : false;
  const rounded = away ? whole + 1n : whole;
  return places >= 0
    ? toNumber(negative ? -rounded : rounded, places)
    : Number((negative ? -rounded : rounded) * 10n ** BigInt(-places));
}
