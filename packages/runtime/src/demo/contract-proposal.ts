/** A version of the contract process that stands in review, so that reviewers find one. */
import type { Principal } from '../access/index.ts';
import type { Runtime } from '../index.ts';

const label = (lang: string, text: string) => `<fortnight:label lang="${lang}" text="${text}"/>`;
const labels = (hans: string, hant: string) =>
  `<bpmn:extensionElements>${label('zh-Hans', hans)}${label('zh-Hant', hant)}</bpmn:extensionElements>`;
const named = (hans: string, hant: string) => `${label('zh-Hans', hans)}${label('zh-Hant', hant)}`;

const call = `<bpmn:boundaryEvent id="two-days" name="Two days" cancelActivity="false" attachedToRef="prepare">
        ${labels('两天', '兩天')}<bpmn:outgoing>two-days-to-call</bpmn:outgoing>
        <bpmn:timerEventDefinition id="two-days-timer"><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:boundaryEvent>
      <bpmn:userTask id="call" name="Call the customer">
        <bpmn:extensionElements><fortnight:assignment assignee="= starter"/>${named('致电客户', '致電客戶')}</bpmn:extensionElements>
        <bpmn:incoming>two-days-to-call</bpmn:incoming><bpmn:outgoing>call-to-called</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:endEvent id="called" name="Called">${labels('已致电', '已致電')}<bpmn:incoming>call-to-called</bpmn:incoming></bpmn:endEvent>
      <bpmn:sequenceFlow id="two-days-to-call" sourceRef="two-days" targetRef="call"/>
      <bpmn:sequenceFlow id="call-to-called" sourceRef="call" targetRef="called"/>
      `;
const callDrawn = `<bpmndi:BPMNShape id="two-days-shape" bpmnElement="two-days"><dc:Bounds x="424" y="432" width="36" height="36"/><bpmndi:BPMNLabel><dc:Bounds x="464" y="464" width="54" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="call-shape" bpmnElement="call"><dc:Bounds x="392" y="510" width="100" height="80"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="called-shape" bpmnElement="called"><dc:Bounds x="552" y="532" width="36" height="36"/><bpmndi:BPMNLabel><dc:Bounds x="552" y="575" width="36" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="two-days-to-call-edge" bpmnElement="two-days-to-call"><di:waypoint x="442" y="468"/><di:waypoint x="442" y="510"/></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="call-to-called-edge" bpmnElement="call-to-called"><di:waypoint x="492" y="550"/><di:waypoint x="552" y="550"/></bpmndi:BPMNEdge>
      `;

/** Each finds its place once; what it stands for is changed there. */
const changes: readonly (readonly [string | RegExp, string])[] = [
  // The checkpoint is stricter.
  ['when="personalFields &lt;= 6"', 'when="personalFields &lt;= 5"'],
  // Two of three decide sooner, and compliance is asked for what is large.
  ['limit="PT24H" calendar="working" remind="PT4H"', 'limit="PT16H" calendar="working" remind="PT2H"'],
  [
    '<fortnight:approver who="group:legal" name="Legal"/>',
    '<fortnight:approver who="group:legal" name="Legal"/><fortnight:approver who="group:compliance" name="Compliance" when="amount &gt; 500000"/>',
  ],
  // Somebody calls the customer when the contract takes long.
  ['<bpmn:endEvent id="draft-out">', `${call}<bpmn:endEvent id="draft-out">`],
  ['<bpmndi:BPMNShape id="draft-out-shape"', `${callDrawn}<bpmndi:BPMNShape id="draft-out-shape"`],
  ['<dc:Bounds x="256" y="300" width="372" height="190"/>', '<dc:Bounds x="256" y="300" width="372" height="320"/>'],
  // What is rejected ends in one place.
  [/<bpmn:endEvent id="not-approved"[\s\S]*?<\/bpmn:endEvent>\s*/, ''],
  [/<bpmndi:BPMNShape id="not-approved-shape"[\s\S]*?<\/bpmndi:BPMNShape>\s*/, ''],
  ['sourceRef="agreed" targetRef="not-approved"', 'sourceRef="agreed" targetRef="not-signed"'],
  [
    '<bpmn:incoming>signed-to-not-signed</bpmn:incoming>',
    '<bpmn:incoming>signed-to-not-signed</bpmn:incoming><bpmn:incoming>agreed-to-not-approved</bpmn:incoming>',
  ],
  [
    '<di:waypoint x="1279" y="590"/><di:waypoint x="1371" y="590"/>',
    '<di:waypoint x="1279" y="560"/><di:waypoint x="1444" y="560"/><di:waypoint x="1444" y="230"/><di:waypoint x="1407" y="230"/>',
  ],
  // Said more clearly.
  ['name="Have it signed"', 'name="Have it signed electronically"'],
  ['text="送签"', 'text="电子签署"'],
  ['text="送籤"', 'text="電子簽署"'],
];

/** The owner proposes it, the second line asks about the checkpoint, the owner answers another question. */
export async function proposeContract(
  runtime: Runtime,
  { owner, admin, risk }: { readonly owner: Principal; readonly admin: Principal; readonly risk: Principal },
): Promise<void> {
  const id = 'contract';
  const {
    bpmn,
    etag,
    problems: _,
    processId: __,
    baseVersion: ___,
    savedAt: ____,
    savedBy: _____,
    ...rest
  } = await runtime.getDraft(owner, id);
  const changed = changes.reduce((text, [from, to]) => text.replace(from, to), bpmn);
  const saved = await runtime.saveDraft(owner, id, { ...rest, bpmn: changed }, etag);
  const { version } = await runtime.propose(owner, id, {
    etag: saved.etag,
    note: 'Five personal fields are enough, and signatures within two days',
    versionTag: 'sixteen-hours',
  });
  await runtime.commentReview(risk, id, version.version, {
    text: 'Which of the six fields goes? Does the ID number of the buyer stay?',
    elementId: 'minimum-data',
  });
  const asked = await runtime.commentReview(admin, id, version.version, {
    text: 'Sixteen hours from a Friday afternoon?',
    elementId: 'signatures',
  });
  await runtime.commentReview(owner, id, version.version, { text: 'Working hours, so Monday evening.', inReplyTo: asked.id });
  await runtime.resolveComment(admin, id, version.version, asked.id, { isResolved: true });
}
