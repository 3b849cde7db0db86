/** design：这个区域的用语。 */
import type { design as english } from '../en/design.ts';
import type { Words } from '../words.ts';

export const design: Words<typeof english> = {
  canvas: {
    label: '流程图',
    view: '视图',
    map: '缩略图',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomFull: '恢复原始大小',
    fit: '适应窗口',
    notDrawn: '无法绘制这张流程图。',
    one: '一人',
    all_one: '全部 {{count}} 人',
    all_other: '全部 {{count}} 人',
    quorum: '{{count}} 选 {{needed}}',
    blocks: '阻断',
    warns: '提醒',
    short: { weeks: '{{amount}}周', days: '{{amount}}天', hours: '{{amount}}小时', minutes: '{{amount}}分钟' },
  },
  palette: {
    label: '元素',
    find: '查找元素',
    sales: '销售',
    steps: '步骤',
    startAndEnd: '开始与结束',
    all: '全部 BPMN 元素',
    none: '没有叫这个名字的元素。',
    tools: '工具',
    step: {
      task: '任务',
      service: '服务',
      message: '消息',
      wait: '等待',
      decision: '判断',
      script: '脚本',
      start: '开始',
      end: '结束',
    },
    tool: { hand: '移动画布', lasso: '框选', space: '腾出空间', connect: '连线' },
  },
  sales: {
    stage: { name: '漏斗阶段', hint: '进出规则、天数、赢率' },
    approval: { name: '审批', hint: '谁签、几人、何时前' },
    checkpoint: { name: '合规检查', hint: '先过规则，再由人复核' },
  },
};
