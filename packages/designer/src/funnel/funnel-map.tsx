import '@xyflow/react/dist/base.css';
import type { Funnel } from '@fortnight/shared/contract';
import { Background, type Edge, type Node, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, useIsDark } from '../ui/index.ts';
import { countedWays, layOutFunnel, stageSize } from './layout.ts';
import { EndNode, type StageData, StageNode } from './stage-node.tsx';
import { ArrowHeads, type WayData, WayEdge } from './way-edge.tsx';
import type { Way } from './ways.ts';

interface Props {
  readonly funnel: Funnel;
  readonly ways: readonly Way[];
  readonly nameOf: (stageId: string, name: string) => string;
  readonly label: string;
}

const nodeTypes = { stage: StageNode, end: EndNode };
const edgeTypes = { way: WayEdge };

/** Where the cases behind a figure are listed. */
export const casesOf = ({ processId, version }: Pick<Funnel, 'processId' | 'version'>): Record<string, string> => ({
  process: processId,
  ...(version !== null && { version: String(version) }),
});

/** The stages as a map; counts change without a new layout. */
export function FunnelMap(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ funnel, ways, nameOf, label }: Props) {
  const { t } = useTranslation('funnel');
  const isDark = useIsDark();
  const { nodes, edges } = useMemo(() => elementsOf(funnel, ways, nameOf), [funnel, ways, nameOf]);
  return (
    <section className="funnel-map" aria-label={label}>
      <ArrowHeads />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={isDark ? 'dark' : 'light'}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        minZoom={0.2}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        zoomOnScroll={false}
      >
        <Background gap={16} size={1} />
        <Panel position="bottom-left">
          <p className="funnel-legend">{t('legend')}</p>
        </Panel>
        <Panel position="bottom-right">
          <Controls />
        </Panel>
      </ReactFlow>
    </section>
  );
}

function Controls() {
  const { t } = useTranslation('funnel');
  const flow = useReactFlow();
  return (
    <div className="funnel-controls">
      <Button
        type="text"
        size="small"
        icon={<Icon name="minus" />}
        aria-label={t('zoomOut')}
        onClick={() => void flow.zoomOut()}
      />
      <Button type="text" size="small" icon={<Icon name="plus" />} aria-label={t('zoomIn')} onClick={() => void flow.zoomIn()} />
      <Button type="text" size="small" onClick={() => void flow.fitView({ padding: 0.06, maxZoom: 1 })}>
        {t('fit')}
      </Button>
    </div>
  );
}

function elementsOf(funnel: Funnel, ways: readonly Way[], nameOf: Props['nameOf']): { nodes: Node[]; edges: Edge<WayData>[] } {
  const layout = layOutFunnel(
    funnel.stages.map(({ elementId }) => elementId),
    countedWays(funnel, ways),
  );
  const cases = casesOf(funnel);
  const stages = funnel.stages.map(
    (stage, index): Node<StageData> => ({
      id: stage.elementId,
      type: 'stage',
      position: { x: layout.stages[index]?.x ?? 0, y: 0 },
      ...stageSize,
      data: {
        stage,
        name: nameOf(stage.elementId, stage.name),
        number: stage.order ?? index + 1,
        search: { ...cases, stage: stage.elementId },
      },
    }),
  );
  const ends = layout.ways
    .filter(({ to }) => to === null)
    .map(
      ({ id, labelX, labelY }): Node => ({
        id: `end ${id}`,
        type: 'end',
        position: { x: labelX, y: labelY },
        width: 60,
        height: 24,
        data: {},
      }),
    );
  const edges = layout.ways.map(
    (way): Edge<WayData> => ({
      id: way.id,
      type: 'way',
      source: way.from,
      target: way.to ?? `end ${way.id}`,
      data: { way, search: way.kind === 'won' ? { ...cases, outcome: 'won' } : undefined },
    }),
  );
  return { nodes: [...stages, ...ends], edges };
}
