/** Which settings an element has, the most telling first. */
import { elementOf, type ModdleElement, salesKindOf } from '../../modeler/index.ts';
import { usePanel } from '../panel-context.ts';
import { ApprovalMore, ApprovalWho } from './approval.tsx';
import { CallSections } from './call.tsx';
import { CheckpointSections } from './checkpoint.tsx';
import { DataSection } from './data.tsx';
import { EventSections, MessageTaskSection } from './event.tsx';
import { FlowSection } from './flow.tsx';
import { JobSection, MappingSections } from './job.tsx';
import { LabelsSection } from './labels.tsx';
import { LaneSection } from './lane.tsx';
import { MultiInstanceSection } from './multi-instance.tsx';
import { PoolSections } from './pool.tsx';
import { ProcessSections } from './process.tsx';
import { ScriptSection } from './script.tsx';
import { StageSections } from './stage.tsx';
import { AssignmentSection, FormSection } from './task.tsx';
import { TimingSection } from './timing.tsx';

/** `process` is given where nothing is selected, so that a pool's process is settled on the empty canvas. */
export function Sections({ process }: { process: ModdleElement | undefined }) {
  const { element } = usePanel();
  if (process)
    return (
      <>
        <ProcessSections process={process} />
        <LabelsSection owner={process} />
      </>
    );
  const pool = elementOf(element.businessObject, 'processRef');
  return (
    <>
      {pool ? <PoolSections process={pool} /> : <OwnSections />}
      <LabelsSection owner={pool ?? element.businessObject} />
    </>
  );
}

function OwnSections() {
  const { element } = usePanel();
  const { businessObject, type } = element;
  switch (salesKindOf(businessObject)) {
    case 'stage':
      return <StageSections />;
    case 'checkpoint':
      return (
        <>
          <CheckpointSections />
          <TimingSection />
        </>
      );
    case 'approval':
      return (
        <>
          <ApprovalWho />
          <TimingSection />
          <ApprovalMore />
          <FormSection />
          <MultiInstanceSection />
        </>
      );
    default:
      return businessObject.$instanceOf('bpmn:Event') ? <EventSections /> : (plain[type]?.() ?? null);
  }
}

const plain: Readonly<Record<string, () => React.ReactNode>> = {
  'bpmn:UserTask': () => (
    <>
      <AssignmentSection />
      <FormSection />
      <TimingSection />
      <MappingSections />
      <MultiInstanceSection />
    </>
  ),
  'bpmn:ManualTask': () => <MultiInstanceSection />,
  'bpmn:ServiceTask': () => <WorkSections />,
  'bpmn:BusinessRuleTask': () => <WorkSections />,
  'bpmn:SendTask': () => (
    <>
      <MessageTaskSection />
      <WorkSections />
    </>
  ),
  'bpmn:ReceiveTask': () => (
    <>
      <MessageTaskSection />
      <MultiInstanceSection />
    </>
  ),
  'bpmn:ScriptTask': () => (
    <>
      <ScriptSection />
      <MultiInstanceSection />
    </>
  ),
  'bpmn:SubProcess': () => <SubProcessSections />,
  'bpmn:Transaction': () => <SubProcessSections />,
  'bpmn:CallActivity': () => <CallSections />,
  'bpmn:SequenceFlow': () => <FlowSection />,
  'bpmn:Lane': () => <LaneSection />,
  'bpmn:DataObjectReference': () => <DataSection />,
  'bpmn:DataStoreReference': () => <DataSection />,
};

function SubProcessSections() {
  return (
    <>
      <MappingSections />
      <MultiInstanceSection />
    </>
  );
}

function WorkSections() {
  return (
    <>
      <JobSection />
      <MappingSections />
      <MultiInstanceSection />
    </>
  );
}
