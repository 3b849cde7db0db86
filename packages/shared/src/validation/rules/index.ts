/** All rules, in the order in which their findings are listed. */
import type { Rule } from '../process-view.ts';
import { approval } from './approval.ts';
import { boundaryEvents } from './boundary-events.ts';
import { calls } from './calls.ts';
import { cancelNotCaught } from './cancel-not-caught.ts';
import { caseName } from './case-name.ts';
import { checkpoint } from './checkpoint.ts';
import { choice } from './choice.ts';
import { comparisons } from './comparisons.ts';
import { compensation } from './compensation.ts';
import { compensationInVain } from './compensation-in-vain.ts';
import { connected } from './connected.ts';
import { correlation } from './correlation.ts';
import { data } from './data.ts';
import { dataAssociations } from './data-associations.ts';
import { dataHidesOuter } from './data-hides-outer.ts';
import { dataSources } from './data-sources.ts';
import { defaultFlow } from './default-flow.ts';
import { errorNotCaught } from './error-not-caught.ts';
import { eventReferences } from './event-references.ts';
import { flowEnds } from './flow-ends.ts';
import { foreign } from './foreign.ts';
import { forms } from './forms.ts';
import { funnelEnd } from './funnel-end.ts';
import { gatewayConditions } from './gateway-conditions.ts';
import { ids } from './ids.ts';
import { joinNeverCompletes } from './join-never-completes.ts';
import { laneGroups } from './lane-groups.ts';
import { languages } from './languages.ts';
import { lonelyGateway } from './lonely-gateway.ts';
import { lossReasons } from './loss-reasons.ts';
import { messageFlows } from './message-flows.ts';
import { messageNames } from './message-names.ts';
import { metrics } from './metrics.ts';
import { names } from './names.ts';
import { nobodyAsked } from './nobody-asked.ts';
import { partsOnce } from './parts-once.ts';
import { processSettings } from './process-settings.ts';
import { reachable } from './reachable.ts';
import { rejectGoesOn } from './reject-goes-on.ts';
import { reservedVariables } from './reserved-variables.ts';
import { sendBack } from './send-back.ts';
import { stage } from './stage.ts';
import { stageEmpty } from './stage-empty.ts';
import { startAndEnd } from './start-and-end.ts';
import { timers } from './timers.ts';
import { timing } from './timing.ts';
import { uniqueIds } from './unique-ids.ts';
import { variables } from './variables.ts';
import { wayOut } from './way-out.ts';
import { who } from './who.ts';

export const rules: readonly Rule[] = [
  ids,
  uniqueIds,
  startAndEnd,
  flowEnds,
  connected,
  reachable,
  wayOut,
  gatewayConditions,
  defaultFlow,
  choice,
  joinNeverCompletes,
  lonelyGateway,
  boundaryEvents,
  compensation,
  compensationInVain,
  cancelNotCaught,
  eventReferences,
  messageFlows,
  messageNames,
  correlation,
  calls,
  timers,
  timing,
  stage,
  stageEmpty,
  funnelEnd,
  approval,
  rejectGoesOn,
  errorNotCaught,
  sendBack,
  checkpoint,
  who,
  laneGroups,
  nobodyAsked,
  partsOnce,
  reservedVariables,
  lossReasons,
  processSettings,
  metrics,
  caseName,
  data,
  dataAssociations,
  dataSources,
  dataHidesOuter,
  variables,
  comparisons,
  forms,
  languages,
  foreign,
  names,
];
