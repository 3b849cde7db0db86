/** What people type into the examples' forms. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import type { Form, FormField } from '@fortnight/shared/contract';
import type { Random } from './random.ts';

/** What one case is about; its forms agree with it. */
export interface CaseFacts {
  readonly customer: string;
  readonly amount: number;
  /** 0 to 1: how well it goes. */
  readonly luck: number;
}

const customers = [
  '华星汽配',
  '东方物流',
  '江南纺织',
  '北辰软件',
  '海润食品',
  '中科精密',
  '云帆科技',
  '长青医药',
  '鼎盛建材',
  '远景能源',
  'Harbour Foods',
  'Northwind Tools',
  'Blue River Paper',
  'Kestrel Optics',
  'Alpine Bearings',
  'Silverline Cables',
  'Orient Freight',
  'Lotus Clinics',
] as const;
const titles = [
  'annual licence',
  'framework agreement',
  'pilot line',
  'service contract',
  'expansion',
  'renewal',
  'spare parts',
] as const;
const machines = ['Assembly cell', 'Sensor kit', 'Packing line', 'Test bench', 'Conveyor'] as const;
const investments = ['Growth fund', 'Balanced portfolio', 'Fixed income plan', 'Pension plan'] as const;
const purposes = [
  'Trade fair stand',
  'Test laboratory',
  'Delivery vans',
  'Training budget',
  'Server replacement',
  'New packing tables',
] as const;
const suppliers = ['Feng Trading', 'Baltic Fittings', 'Haida Vans', 'Morgan Print', 'Sunway Services'] as const;
const goals = ['A home in ten years', 'Retire at 60', 'School fees abroad', 'Keep what is there'] as const;
const competitors = ['Larch Systems', 'Delta Nine', 'Two Rivers', 'A supplier of their own'] as const;
const reasons = ['Repair at the maker', 'Warranty claims abroad', 'Yearly market report', 'Service desk at night'] as const;
const datasets = [
  'Service tickets 2026',
  'Lead list, spring',
  'Usage statistics',
  'Warranty claims',
  'Newsletter readers',
] as const;
const notes = [
  'Wants to see the numbers first.',
  'Decision in the next board meeting.',
  '希望分两期交付。',
  'Asks for references in the same trade.',
  '对比两家供应商。',
] as const;

export const makeFacts = (random: Random): CaseFacts => ({
  customer: random.pick(customers),
  amount: random.chance(0.12)
    ? random.between(10, 24) * 100_000
    : random.chance(0.4)
      ? random.between(10, 60) * 10_000
      : random.between(8, 95) * 1_000,
  luck: random.next(),
});

/** A filled form. Fields that are seen only under a condition are left out unless a case goes well. */
export function fillForm(form: Form, facts: CaseFacts, random: Random, at: number): JsonObject {
  const filled: Record<string, Json> = {};
  const has = (field: string): boolean => form.fields.some(({ name }) => name === field);
  const about = { isWealth: has('productRisk'), isAboutData: has('fieldCount') };
  for (const field of form.fields) {
    if (field.control === 'section' || field.control === 'file' || field.writable === false) continue;
    if (field.visible !== undefined && filled.interested !== true) continue;
    filled[field.name] = typedInto(field, { ...facts, ...about }, random, at);
  }
  return filled;
}

function typedInto(
  field: FormField,
  { customer, amount, luck, isWealth, isAboutData }: CaseFacts & { readonly isWealth: boolean; readonly isAboutData: boolean },
  random: Random,
  at: number,
): Json {
  const isGood = random.chance(0.62 + luck * 0.36);
  const known: Readonly<Record<string, () => Json>> = {
    customer: () => customer,
    amount: () => amount,
    contact: () => `${random.pick(['a.chen', 'm.lin', 'j.wu', 's.gao'])}@customer.example`,
    title: () => `${random.pick(titles)} ${random.between(1, 40)}`,
    product: () => random.pick(isWealth ? investments : machines),
    purpose: () =>
      random.chance(0.85) ? `${random.pick(isAboutData ? reasons : purposes)}, as planned for this year` : 'Report',
    supplier: () => random.pick(suppliers),
    goal: () => random.pick(goals),
    competitor: () => random.pick(competitors),
    dataset: () => random.pick(datasets),
    need: () => random.pick(notes),
    margin: () => random.between(16, 38) / 100,
    discount: () => (isGood ? random.between(0, 5) : random.between(6, 14)) / 100,
    personalFields: () => (random.chance(0.62) ? random.between(2, 6) : random.between(7, 11)),
    fieldCount: () => (random.chance(0.6) ? random.between(2, 6) : random.between(7, 12)),
    riskTolerance: () => random.between(2, 5),
    productRisk: () => random.between(1, 4),
    complaint: () => random.chance(0.2),
    seats: () => random.between(5, 120),
    quantity: () => random.between(1, 60),
    nps: () => random.between(4, 10),
    priceGap: () => random.between(-8, 18) / 100,
    featureScore: () => random.between(3, 9),
    fit: () => (isGood ? random.pick(['good', 'good', 'fair']) : 'none'),
    decision: () => (isGood ? 'won' : random.pick(['price', 'competitor'])),
  };
  const own = Object.hasOwn(known, field.name) ? known[field.name] : undefined;
  if (own) return own();
  if (field.options && field.options.length > 0) return random.pick(field.options).value;
  switch (field.control) {
    case 'check':
      return isGood;
    case 'number':
      return random.between(1, 50);
    case 'money':
      return amount;
    case 'date':
      return new Date(at + random.between(7, 60) * 86_400_000).toISOString().slice(0, 10);
    default:
      return random.pick(notes);
  }
}

export const comments = {
  approve: ['Fine with me.', '同意。', 'Good margin, go ahead.', null, null],
  reject: ['The price does not carry the risk.', '毛利低于政策要求。', 'Not with these payment terms.'],
  sendBack: ['Please add the delivery date and try again.', '请补充付款条件。', 'The discount needs a reason.'],
  clear: ['Consent is signed and filed; the data is needed for the delivery.', '已取得书面同意，风险可控。'],
  cancel: ['The customer stopped the project.', '客户推迟到明年。'],
  talk: ['Called them today, they are still comparing.', '客户下周给答复。', 'Sent the revised offer.'],
} as const;
