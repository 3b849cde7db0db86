/**
 * The `fortnight:` extension as a moddle package: which tags there are, what they hold, in which order.
 *
 * Every attribute is text, so that a file keeps what its author wrote (`0.50` stays `0.50`); `read-extension.ts`
 * gives the texts their types. Every tag also takes `others`, so that what a newer version adds survives.
 */
interface MultipleTag {
  readonly many: string;
}

const many = (tag: string): MultipleTag => ({ many: tag });

const property = (name: string) => ({ name, isAttr: true, type: 'String' });

/** One tag: its attributes, then its child tags in the order in which they are written. */
const tag = (name: string, attributes: string, children: Readonly<Record<string, string | MultipleTag>> = {}) => ({
  name,
  superClass: ['Element'],
  properties: [
    ...attributes.split(' ').filter(Boolean).map(property),
    ...Object.entries(children).map(([childName, child]) =>
      typeof child === 'string' ? { name: childName, type: child } : { name: childName, type: child.many, isMany: true },
    ),
    { name: 'others', type: 'Element', isMany: true },
  ],
});

/** The moddle package of `urn:fortnight:bpmn:1`, for every moddle instance that reads or writes our files. */
export const fortnightDescriptor = {
  name: 'Fortnight',
  uri: 'urn:fortnight:bpmn:1',
  prefix: 'fortnight',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    tag('Process', 'lang uniqueBusinessKey timeZone caseName calendar startForm candidateStarters'),
    tag('Metric', 'id kind element target'),
    tag('Data', 'name type currency purpose retention personal'),
    tag('Label', 'lang for text'),
    tag('Stage', 'order probability target owner', {
      entries: many('Entry'),
      exits: many('Exit'),
      required: many('Required'),
      lossReasons: many('LossReason'),
    }),
    tag('Entry', 'id condition message'),
    tag('Exit', 'id condition message'),
    tag('Required', 'variable'),
    tag('LossReason', 'id name'),
    tag('Approval', 'mode quorum order result separateFrom error', {
      approvers: many('Approver'),
      autoApprove: many('AutoApprove'),
      autoReject: many('AutoReject'),
      outcomes: many('Outcome'),
      nobody: 'Nobody',
      samePerson: 'SamePerson',
      copies: many('Copy'),
      facts: many('Fact'),
    }),
    tag('Approver', 'who name level when groups'),
    tag('AutoApprove', 'when reason'),
    tag('AutoReject', 'when reason'),
    tag('Outcome', 'id name kind to comment'),
    tag('Nobody', 'do to'),
    tag('SamePerson', 'do'),
    tag('Copy', 'to'),
    tag('Fact', 'variable better policy near'),
    tag('Checkpoint', 'regulation severity reviewers result error', {
      job: 'Job',
      rules: many('Rule'),
      evidence: many('Evidence'),
    }),
    tag('Rule', 'id when message severity'),
    tag('Evidence', 'id name required'),
    tag('Timing', 'limit calendar remind overdue to standard'),
    tag('Form', 'ref'),
    tag('End', 'outcome lossReason'),
    tag('Subscription', 'correlationKey'),
    tag('Timer', 'calendar'),
    tag('Loop', 'collection item output outputCollection'),
    tag('Lane', 'group'),
    tag('Decision', 'ref result'),
    tag('Call', 'binding businessKey passes returns'),
    tag('Assignment', 'assignee groups users strategy priority'),
    tag('Documentation', 'owner purpose value'),
    tag('Job', 'type retries backoff timeout'),
    tag('Input', 'name value'),
    tag('Output', 'name value'),
    { name: 'ScriptResult', extends: ['bpmn:ScriptTask', 'bpmn:GlobalScriptTask'], properties: [property('resultVariable')] },
    // BPMN's schema has the script of a global script task as a tag; bpmn-moddle knows it as an attribute alone.
    {
      name: 'GlobalScript',
      extends: ['bpmn:GlobalScriptTask'],
      properties: [{ name: 'bpmn:script', type: 'String', redefines: 'bpmn:GlobalScriptTask#script' }],
    },
  ],
};
