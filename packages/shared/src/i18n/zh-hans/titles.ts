import type { titles as english } from '../en/titles.ts';
import type { Words } from '../words.ts';

export const titles: Words<typeof english> = {
  'General manager': '总经理',
  'Sales operations': '销售运营',
  Administrator: '系统管理员',
  'Sales manager': '销售经理',
  'Sales representative': '销售代表',
  'Presales engineer': '售前工程师',
  'Wealth advisor': '理财顾问',
  CFO: '财务总监',
  'Legal counsel': '法务',
  'Compliance officer': '合规专员',
  'IT lead': 'IT主管',
  'Head of engineering': '工程总监',
  'Production planner': '生产计划员',
  'Delivery manager': '交付经理',
  'After-sales service': '售后服务',
  'Customer success': '客户成功',
  Analyst: '分析师',
  'Risk manager': '风控经理',
  Auditor: '审计员',
};
