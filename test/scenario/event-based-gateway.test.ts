import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const roots = '<message id="m" name="signed"/>';
const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const body = `<startEvent id="s"/><eventBasedGateway id="g"/>${tag('intermediateCatchEvent', 'late', '', timer)}${tag('receiveTask', 'signed', '', '', 'messageRef="m"')}${tag('userTask', 'remind')}${tag('userTask', 'file')}${flows('s', 'g', 'late', 'remind')}${flows('g', 'signed', 'file')}`;

describe('an event-based gateway', () => {
  it('goes on with the message when that comes first, and drops the timer', async () => {
    const played = Case.start(await program(body, '', roots));
    expect(played.waitsAt).toEqual(['g']);
    played.take({ type: 'deliverMessage', subscriptionId: played.state.subscriptions[0]?.id ?? '', variables: { by: 'c' } });
    expect(played.waitsAt).toEqual(['file']);
    expect(played.state).toMatchObject({ timers: [], subscriptions: [], variables: { by: 'c' } });
    expect(played.all('elementCompleted').map(({ elementId }) => elementId)).toEqual(['s', 'g', 'signed']);
    played.advance(2 * hour);
    expect(played.waitsAt).toEqual(['file']);
  });

  it('goes on with the timer when that fires first, and closes the subscription', async () => {
    const played = Case.start(await program(body, '', roots));
    const subscriptionId = played.state.subscriptions[0]?.id ?? '';
    played.advance(hour);
    expect(played.waitsAt).toEqual(['remind']);
    expect(played.refused({ type: 'deliverMessage', subscriptionId }).code).toBe('subscription-not-open');
  });

  it('is refused where something else than an event stands behind it', async () => {
    const wrong = `<startEvent id="s"/><eventBasedGateway id="g"/>${tag('userTask', 'u')}${tag('receiveTask', 'r', '', '', 'messageRef="m"')}${flows('s', 'g', 'u')}${flow('g', 'r')}`;
    expect(await problems(wrong, '', roots)).toEqual(['element-not-supported']);
  });
});
