/** All rules, in the order in which their findings are listed. */
import type { Rule } from '../process-view.ts';
import { approval } from './approval.ts';
import { boundaryEvents } from './boundary-events.ts';
import { checkpoint } from './checkpoint.ts';
import { connected } from './connected.ts';
import { defaultFlow } from './default-flow.ts';
import { eventReferences } from './event-references.ts';
import { flowEnds } from './flow-ends.ts';
import { forms } from './forms.ts';
import { gatewayConditions } from './gateway-conditions.ts';
import { languages } from './languages.ts';
import { lonelyGateway } from './lonely-gateway.ts';
import { lossReasons } from './loss-reasons.ts';
import { names } from './names.ts';
import { reachable } from './reachable.ts';
import { rejectGoesOn } from './reject-goes-on.ts';
import { reservedVariables } from './reserved-variables.ts';
import { sendBack } from './send-back.ts';
import { stage } from './stage.ts';
import { startAndEnd } from './start-and-end.ts';
import { timers } from './timers.ts';
import { timing } from './timing.ts';
import { uniqueIds } from './unique-ids.ts';

export const rules: readonly Rule[] = [
  uniqueIds,
  startAndEnd,
  flowEnds,
  connected,
  reachable,
  gatewayConditions,
  defaultFlow,
  lonelyGateway,
  boundaryEvents,
  eventReferences,
  timers,
  timing,
  stage,
  approval,
  rejectGoesOn,
  sendBack,
  checkpoint,
  reservedVariables,
  lossReasons,
  forms,
  languages,
  names,
];
