import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { LoadingSkeleton, useLocalName } from '../ui/index.ts';
import { NameDialog } from './name-dialog.tsx';
import { formsOf, type Template, templatesQuery, testsOf } from './templates.ts';
import { useCreateProcess } from './use-create-process.ts';

const chevron = { width: 252, height: 22, tip: 7 };

/** The stages as chevrons: in a gallery they are the picture. */
function Chevrons({ count }: { count: number }) {
  const step = chevron.width / count;
  return (
    <svg className="processes-chevrons" viewBox={`0 0 ${chevron.width} ${chevron.height}`} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => {
        const left = index * step + 0.7;
        const right = (index + 1) * step - chevron.tip - 1;
        const notch = index === 0 ? 'z' : `l${chevron.tip}-10z`;
        return (
          <g key={left}>
            <path d={`M${left} 1H${right}l${chevron.tip} 10-${chevron.tip} 10H${left}${notch}`} />
            <text x={(left + right) / 2 + 4} y="15" textAnchor="middle">
              {index + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function TemplateCard({ template }: { template: Template }) {
  const { t } = useTranslation('processes');
  const nameOf = useLocalName();
  const create = useCreateProcess();
  const refusalText = useRefusalText();
  const [isNaming, setNaming] = useState(false);
  const id = useId();
  const documentation = nameOf({ name: template.documentation, labels: template.documentationLabels });
  const use = async (name: string, processId: string | undefined) =>
    create.mutate({
      name,
      ...(processId !== undefined && { id: processId }),
      bpmn: template.bpmn,
      forms: await formsOf(template),
      tests: await testsOf(template),
    });
  return (
    <li className="ui-card processes-template">
      <div className="ui-row">
        <h3 className="ui-grow" id={id}>
          {nameOf(template)}
        </h3>
        <Button type="link" size="small" onClick={() => setNaming(true)} aria-describedby={id}>
          {t('template.use')}
        </Button>
      </div>
      {template.stages.length > 0 && <Chevrons count={template.stages.length} />}
      <p>{template.stages.map(nameOf).join(t('listJoin')) || documentation}</p>
      <p className="ui-num processes-template-foot">
        {t('template.approvals', { count: template.approvalCount })}
        {t('listJoin')}
        {t('template.checkpoints', { count: template.checkpointCount })}
      </p>
      {isNaming && (
        <NameDialog
          title={t('template.nameTitle', { name: nameOf(template) })}
          label={t('rename.label')}
          action={t('new.action')}
          initial={nameOf(template)}
          idLabel={t('template.id')}
          idHelp={t('template.idHelp')}
          refusal={create.error ? refusalText(create.error) : undefined}
          isBusy={create.isPending}
          onName={use}
          onClose={() => setNaming(false)}
        />
      )}
    </li>
  );
}

/** Ready flows to begin from. */
export function TemplateGallery() {
  const { t } = useTranslation('processes');
  const { data } = useQuery(templatesQuery());
  return (
    <section aria-labelledby="processes-templates" className="processes-gallery">
      <div className="ui-row">
        <h2 id="processes-templates">{t('template.title')}</h2>
        <span className="ui-small ui-second">{t('template.note')}</span>
      </div>
      {data ? (
        <ul>
          {data.map((template) => (
            <TemplateCard key={template.path} template={template} />
          ))}
        </ul>
      ) : (
        <LoadingSkeleton lines={3} />
      )}
    </section>
  );
}
