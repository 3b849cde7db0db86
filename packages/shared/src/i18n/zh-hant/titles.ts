import type { titles as english } from '../en/titles.ts';
import type { Words } from '../words.ts';

export const titles: Words<typeof english> = {
  'General manager': '總經理',
  'Sales operations': '業務營運',
  Administrator: '系統管理員',
  'Sales manager': '業務經理',
  'Sales representative': '業務代表',
  'Presales engineer': '售前工程師',
  'Wealth advisor': '理財顧問',
  CFO: '財務長',
  'Legal counsel': '法務',
  'Compliance officer': '法遵專員',
  'IT lead': 'IT主管',
  'Head of engineering': '工程主管',
  'Production planner': '生管',
  'Delivery manager': '交付經理',
  'After-sales service': '售後服務',
  'Customer success': '客戶成功',
  Analyst: '分析師',
  'Risk manager': '風控經理',
  Auditor: '稽核',
};
