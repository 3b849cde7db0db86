import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Form, playsSchema, toSavedPlay } from '@fortnight/shared/contract';
import { readXml } from '@fortnight/shared/model';
import { expectationOf, replayPlay } from '@fortnight/shared/simulation';
import { validate } from '@fortnight/shared/validation';
import { describe, expect, it } from 'vitest';
import { playStory } from '../support/play-story.ts';
import { type Answers, programOf, walk } from '../support/walk.ts';

const folderOf = (file: string) => file.slice(0, file.indexOf('/'));
const examples = join(import.meta.dirname, '../../examples');
const read = (path: string) => readFileSync(join(examples, path), 'utf8');
const approve = { outcome: 'approve' };
const contract = { customer: 'Acme', title: 'Frame contract', amount: 480_000, margin: 0.28, region: 'north' };

interface Story {
  readonly file: string;
  readonly says: string;
  readonly variables: Parameters<typeof walk>[1];
  readonly answers: Answers;
  readonly jobs?: Parameters<typeof walk>[3];
  readonly outcome: string;
  readonly lossReason?: string;
  readonly stages: readonly string[];
  readonly visits?: readonly string[];
}

const stories: readonly Story[] = [
  {
    file: '1-four-stage-starter/four-stage-sales.bpmn',
    says: 'a small deal approves itself and is won',
    variables: { customer: 'Acme' },
    answers: {
      qualify: { variables: { fit: 'good' } },
      interview: { variables: { need: 'a crane', amount: 20_000 } },
      'write-proposal': { variables: { amount: 20_000, discount: 0.05 } },
      negotiate: { variables: { decision: 'won' } },
    },
    outcome: 'won',
    stages: ['lead', 'needs', 'proposal', 'close'],
  },
  {
    file: '1-four-stage-starter/four-stage-sales.bpmn',
    says: 'a proposal goes back once, then the deal is lost to a competitor',
    variables: { customer: 'Acme' },
    answers: {
      qualify: { variables: { fit: 'fair' } },
      interview: { variables: { need: 'a crane', amount: 200_000 } },
      'write-proposal': { variables: { amount: 200_000, discount: 0.1 } },
      'approve-proposal': [{ outcome: 'send-back', comment: 'Too dear.' }, approve],
      negotiate: { variables: { decision: 'competitor' } },
    },
    outcome: 'lost',
    lossReason: 'competitor',
    stages: ['lead', 'needs', 'proposal', 'close'],
  },
  {
    file: '1-four-stage-starter/four-stage-sales.bpmn',
    says: 'what does not fit is lost in the first stage',
    variables: { customer: 'Acme' },
    answers: { qualify: { variables: { fit: 'none' } } },
    outcome: 'lost',
    lossReason: 'no-fit',
    stages: ['lead'],
  },
  {
    file: '2-contract-approval/1-five-levels.bpmn',
    says: 'five levels agree, one after the other',
    variables: contract,
    answers: {
      prepare: { variables: { personalFields: 2 } },
      'team-lead': approve,
      'sales-manager': approve,
      finance: approve,
      legal: approve,
      'general-manager': approve,
    },
    outcome: 'won',
    stages: ['draft', 'approve', 'sign', 'deliver'],
  },
  {
    file: '2-contract-approval/2-two-of-three.bpmn',
    says: 'two of three signatures suffice after a review of the data',
    variables: contract,
    answers: {
      prepare: { variables: { personalFields: 9 } },
      'minimum-data': { outcome: 'clear', comment: 'All of them are needed.', evidence: [{ id: 'consent', fileId: 'f1' }] },
      signatures: approve,
    },
    outcome: 'won',
    stages: ['draft', 'approve', 'sign', 'deliver'],
    visits: ['minimum-data', 'signatures'],
  },
  {
    file: '2-contract-approval/2-two-of-three.bpmn',
    says: 'two rejections put two signatures out of reach',
    variables: contract,
    answers: { prepare: { variables: { personalFields: 2 } }, signatures: { outcome: 'reject', comment: 'No.' } },
    outcome: 'lost',
    lossReason: 'price',
    stages: ['draft', 'approve'],
  },
  {
    file: '2-contract-approval/2-two-of-three.bpmn',
    says: 'a rejected review of the data loses the deal',
    variables: contract,
    answers: {
      prepare: { variables: { personalFields: 9 } },
      'minimum-data': { outcome: 'reject', comment: 'Nine fields are not needed.' },
    },
    outcome: 'lost',
    lossReason: 'terms',
    stages: ['draft', 'approve'],
    visits: ['data-rejected', 'data-lost'],
  },
  {
    file: '3-spending-approval/spending-approval.bpmn',
    says: 'all three sign above 100,000',
    variables: { purpose: 'a fair', amount: 250_000 },
    answers: { 'all-three': approve },
    outcome: 'neutral',
    stages: [],
    visits: ['all-three', 'pay', 'paid'],
  },
  {
    file: '3-spending-approval/spending-approval.bpmn',
    says: 'one of the three is enough to refuse',
    variables: { purpose: 'a fair', amount: 250_000 },
    answers: { 'all-three': { outcome: 'reject', comment: 'Not this year.' } },
    outcome: 'neutral',
    stages: [],
    visits: ['all-three', 'not-all'],
  },
  {
    file: '4-cross-border-data/cross-border-data.bpmn',
    says: 'legal, IT and sales agree before data leaves the country',
    variables: { dataset: 'contacts', destination: 'EU' },
    answers: { describe: { variables: { fieldCount: 4, purpose: 'Support of the branch office.' } }, triple: approve },
    outcome: 'neutral',
    stages: [],
    visits: ['minimum-necessary', 'triple', 'provide', 'provided'],
  },
  {
    file: '4-cross-border-data/cross-border-data.bpmn',
    says: 'what compliance rejects goes nowhere',
    variables: { dataset: 'contacts', destination: 'EU' },
    answers: {
      describe: { variables: { fieldCount: 9, purpose: 'Support of the branch office.' } },
      'minimum-necessary': { outcome: 'reject', comment: 'Nine fields are not needed.' },
    },
    outcome: 'neutral',
    stages: [],
    visits: ['not-necessary', 'too-much'],
  },
  {
    file: '5-saas-trial/saas-trial.bpmn',
    says: 'fourteen days pass, the customer converts and renews',
    variables: { customer: 'Acme', seats: 20 },
    answers: {
      qualify: { variables: { seats: 20 } },
      ask: { variables: { converts: true } },
      renew: { variables: { renews: true } },
    },
    outcome: 'won',
    stages: ['lead', 'demo', 'trial', 'renewal'],
    visits: ['trial-over', 'term'],
  },
  {
    file: '6-manufacturing-order/manufacturing-order.bpmn',
    says: 'the MES schedules, the first delivery is reworked, the complaint is solved',
    variables: { customer: 'Acme', product: 'crane' },
    answers: {
      collect: { variables: { product: 'crane', quantity: 3, amount: 900_000 } },
      'draw-up': { variables: { designNote: 'As usual.' } },
      'design-review': approve,
      accept: [{ variables: { accepted: false } }, { variables: { accepted: true } }],
      'follow-up': { variables: { complaint: true } },
    },
    jobs: { 'mes-schedule': { order: 'MO-7', date: '2026-12-24' } },
    outcome: 'won',
    stages: ['needs', 'design', 'scheduling', 'acceptance', 'after-sales'],
    visits: ['rework', 'solve'],
  },
  {
    file: '7-wealth-service/wealth-service.bpmn',
    says: 'a suitable product passes the disclosure by its rules alone',
    variables: { customer: 'Ms Chen' },
    answers: {
      profile: { variables: { riskTolerance: 3 } },
      recommend: { variables: { product: 'Fund', productRisk: 2, amount: 50_000 } },
      disclose: { variables: { disclosed: true } },
      'sign-contract': { variables: { signs: true } },
    },
    outcome: 'won',
    stages: ['needs', 'match', 'disclosure', 'signing', 'care'],
  },
  {
    file: '7-wealth-service/wealth-service.bpmn',
    says: 'what compliance rejects is lost as not suitable',
    variables: { customer: 'Ms Chen' },
    answers: {
      profile: { variables: { riskTolerance: 1 } },
      recommend: { variables: { product: 'Options', productRisk: 5, amount: 50_000 } },
      disclose: { variables: { disclosed: true } },
      'risk-disclosure': { outcome: 'reject', comment: 'Far too risky.' },
    },
    outcome: 'lost',
    lossReason: 'not-suitable',
    stages: ['needs', 'match', 'disclosure'],
  },
  {
    file: '8-six-stage-funnel/six-stage-funnel.bpmn',
    says: 'the competitive analysis scores the position before the decision',
    variables: { customer: 'Acme' },
    answers: {
      discover: { variables: { interested: true, amount: 300_000, competitor: 'Bolt' } },
      'compare-features': { variables: { featureScore: 8 } },
      'compare-prices': { variables: { priceGap: 0.05 } },
      'run-trial': { variables: { trialSuccess: true } },
      offer: { variables: { amount: 300_000, discount: 0.12 } },
      'approve-offer': approve,
      'close-deal': { variables: { ordered: true } },
    },
    outcome: 'won',
    stages: ['awareness', 'interest', 'evaluation', 'trial', 'decision', 'loyalty'],
    visits: ['competitive-analysis', 'score'],
  },
];

describe('the examples', () => {
  it.each(stories.map((story) => [story.file, story.says, story] as const))('%s: %s', async (_file, _says, story) => {
    const program = await programOf(read(story.file));
    const { state, events, stages } = walk(program, story.variables, story.answers, story.jobs);
    expect({ status: state.status, outcome: state.outcome, lossReason: state.lossReason }).toEqual({
      status: 'completed',
      outcome: story.outcome,
      lossReason: story.lossReason,
    });
    expect(stages).toEqual(story.stages);
    const entered = new Set(events.flatMap((event) => (event.type === 'elementEntered' ? [event.elementId] : [])));
    expect((story.visits ?? []).filter((id) => !entered.has(id))).toEqual([]);
  });

  it.each(stories.map((story) => [story.file, story.says, story] as const))(
    '%s is played by stand-ins as well: %s',
    async (file, _says, story) => {
      const program = await programOf(read(file));
      const played = playStory(program, story.variables, story.answers, story.jobs);
      const expects = expectationOf(played);
      expect(expects).toMatchObject({ status: 'completed', outcome: story.outcome, waitsAt: [] });
      expect(expects.lossReason).toBe(story.lossReason);
      expect((story.visits ?? []).filter((id) => !expects.path.includes(id))).toEqual([]);
      const { start, choices } = played;
      const test = { id: 'story', name: story.says, processId: program.processId, start, choices, expects };
      expect(replayPlay(program, test)).toEqual({ verdict: 'passes', moves: choices.length });
    },
  );

  // The numbered folders are flows; the others are programs with a flow of their own.
  const files = readdirSync(examples)
    .filter((folder) => /^\d/.test(folder))
    .flatMap((folder) =>
      readdirSync(join(examples, folder)).flatMap((name) => (name.endsWith('.bpmn') ? [join(folder, name)] : [])),
    );

  it.each(files)('%s has no problem, and a form for every task that names one', async (file) => {
    const { model } = await readXml(read(file));
    const folder = join(examples, file, '../forms');
    const forms = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Form);
    expect(validate(model, { forms: Object.fromEntries(forms.map((form) => [form.id, form])) })).toEqual([]);
  });

  const plays = files.map((file) => file.replace(/\.bpmn$/, '.plays.json')).filter((file) => existsSync(join(examples, file)));
  it('bring tests, of several revisions the newest', () => {
    expect(plays.map(folderOf).toSorted()).toEqual([...new Set(files.map(folderOf))].toSorted());
  });
  it.each(plays)('%s passes', async (file) => {
    const program = await programOf(read(file.replace(/\.plays\.json$/, '.bpmn')));
    const verdicts = playsSchema.parse(JSON.parse(read(file))).map((play) => replayPlay(program, toSavedPlay(play)).verdict);
    expect(new Set(verdicts)).toEqual(new Set(['passes']));
  });

  it('are each walked', () => {
    expect(new Set(stories.map(({ file }) => file))).toEqual(new Set(files));
  });
});
