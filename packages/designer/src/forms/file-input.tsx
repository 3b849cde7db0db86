import { Button } from 'antd';
import { useRef, useState } from 'react';
import { api, useRefusalText } from '../client/index.ts';
import { Icon } from '../ui/index.ts';
import { useFormLanguage } from './form-language.ts';
import type { FileValue } from './form-values.ts';

interface Props {
  readonly id: string;
  readonly value: FileValue | undefined;
  readonly onChange: (value: FileValue | null) => void;
  /** The case that the file belongs to; without it, the next command that names the file takes it. */
  readonly instanceId?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isInvalid?: boolean;
}

/** Chooses a file and uploads it at once; what stands in the form is its id and name. */
export function FileInput({ id, value, onChange, instanceId, describedBy, isDisabled = false, isInvalid = false }: Props) {
  const { t } = useFormLanguage();
  const refusalText = useRefusalText();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ uploading?: string; problem?: string }>({});
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setState({ uploading: file.name });
    try {
      const kept = await api.uploadFile(file, instanceId);
      onChange({ fileId: kept.id, name: kept.name });
      setState({});
    } catch (error) {
      setState({ problem: refusalText(error) });
    }
    if (input.current) input.current.value = '';
  };
  return (
    <div className="form-file">
      <input
        ref={input}
        id={id}
        type="file"
        className="ui-unseen"
        tabIndex={value ? -1 : 0}
        disabled={isDisabled || state.uploading !== undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onChange={(event) => void upload(event.target.files?.[0])}
      />
      {value ? (
        <span className="form-file-name">
          <Icon name="paper" />
          <a className="ui-trunc" href={api.fileAddress(value.fileId)} download={value.name}>
            {value.name}
          </a>
          <Button
            type="text"
            size="small"
            disabled={isDisabled}
            icon={<Icon name="close" />}
            aria-label={t('removeFile', { name: value.name })}
            onClick={() => onChange(null)}
          />
        </span>
      ) : (
        <Button
          icon={<Icon name="upload" />}
          disabled={isDisabled}
          loading={state.uploading !== undefined}
          danger={isInvalid}
          tabIndex={-1}
          onClick={() => input.current?.click()}
        >
          {state.uploading === undefined ? t('chooseFile') : t('uploading', { name: state.uploading })}
        </Button>
      )}
      {state.problem && (
        <small className="form-problem" role="alert">
          {state.problem}
        </small>
      )}
    </div>
  );
}
