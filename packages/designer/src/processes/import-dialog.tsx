import type { WireProblem } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { Icon, Pill } from '../ui/index.ts';
import { importFiles } from './import-files.ts';
import type { ImportedRelease, ImportReport } from './import-report.ts';

const shownProblems = 3;

function ReportLine({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation(['processes', 'design']);
  const refusalText = useRefusalText();
  const bundleWords = ({ code, file, params, message }: WireProblem): string =>
    i18n.exists(`processes:import.bundle.${code}`) ? t(`import.bundle.${code}`, { file, ...params }) : message;
  const countsOf = ({ errorCount, warningCount }: { readonly errorCount: number; readonly warningCount: number }) =>
    [
      ...(errorCount > 0 ? [t('design:screen.errors', { count: errorCount })] : []),
      ...(warningCount > 0 ? [t('design:screen.warnings', { count: warningCount })] : []),
    ].join(t('listJoin'));
  if (report.state === 'reading')
    return (
      <li>
        <b>{report.file}</b> <span className="ui-second">{t('import.reading')}</span>
      </li>
    );
  if (report.state === 'form')
    return (
      <li>
        <Pill tone={report.count > 0 ? 'green' : 'amber'} icon={report.count > 0 ? 'check' : 'warn'}>
          {t('import.form')}
        </Pill>{' '}
        <b>{report.file}</b> <span className="ui-second">{t('import.formOf', { count: report.count })}</span>
      </li>
    );
  if (report.state === 'refused')
    return (
      <li>
        <Pill tone="red" icon="close">
          {t('import.refused')}
        </Pill>{' '}
        <b>{report.file}</b>
        <p className="ui-second">
          {report.bundle
            ? bundleWords(report.bundle)
            : report.reason
              ? t('import.noForm')
              : report.problems.slice(0, shownProblems).join(' ') || refusalText(report.error)}
        </p>
        {report.problems.length > shownProblems && (
          <p className="ui-second">{t('import.more', { count: report.problems.length - shownProblems })}</p>
        )}
      </li>
    );
  return (
    <li>
      <Pill tone="green" icon="check">
        {t('import.done')}
      </Pill>{' '}
      <Link to="/processes/$processId/design" params={{ processId: report.processId }}>
        {report.name}
      </Link>{' '}
      <span className="ui-third ui-small">{report.file}</span>
      {report.release && <ReleaseLine release={report.release} id={report.processId} />}
      {report.errorCount + report.warningCount > 0 && (
        <p className="ui-second">
          {t(report.errorCount > 0 ? 'import.toMend' : 'import.warned', { problems: countsOf(report) })}
        </p>
      )}
    </li>
  );
}

/** What a release brought, and what became of its id. */
function ReleaseLine({ release, id }: { release: ImportedRelease; id: string }) {
  const { t } = useTranslation('processes');
  const { processId, version, versionTag, formCount, testCount, isIdTaken } = release;
  const brought = [
    t('import.release.process'),
    ...(formCount > 0 ? [t('import.release.forms', { count: formCount })] : []),
    ...(testCount > 0 ? [t('import.release.tests', { count: testCount })] : []),
  ].join(t('listJoin'));
  const from = t(versionTag === null ? 'import.release.from' : 'import.release.fromTag', { processId, version, tag: versionTag });
  return (
    <p className="ui-second">
      {t('import.release.brought', { from, brought })}
      {isIdTaken && t('versionList.apart') + t('import.release.copy', { processId, id })}
    </p>
  );
}

/** Files over the page are taken wherever they are dropped. */
function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const newest = useRef(onFiles);
  newest.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      newest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}

/** The button that takes files, the page that takes them dropped, and the report of each. */
export function ImportButton({ children }: { children: ReactNode }) {
  const { t } = useTranslation('processes');
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [reports, setReports] = useState<readonly ImportReport[]>([]);
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    await importFiles(files, setReports);
    await client.invalidateQueries({ queryKey: ['processes'] });
  };
  const isOver = useDroppedFiles((files) => void take(files));
  const isBusy = reports.some(({ state }) => state === 'reading');
  return (
    <>
      <Button icon={<Icon name="download" />} title={t('import.takes')} onClick={() => picker.current?.click()}>
        {children}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".bpmn,.xml,.bpmn2,.json,.zip"
        multiple
        hidden
        aria-label={t('import.button')}
        onChange={({ target }) => {
          void take([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {isOver && <div className="processes-drop">{t('import.drop')}</div>}
      <Modal
        open={reports.length > 0}
        title={t('import.title', { count: reports.length })}
        onCancel={() => setReports([])}
        closable={!isBusy}
        footer={
          <Button type="primary" disabled={isBusy} onClick={() => setReports([])}>
            {t('import.close')}
          </Button>
        }
      >
        <ul className="processes-report" aria-live="polite">
          {reports.map((report, index) => (
            <ReportLine key={`${index} ${report.file}`} report={report} />
          ))}
        </ul>
      </Modal>
    </>
  );
}
