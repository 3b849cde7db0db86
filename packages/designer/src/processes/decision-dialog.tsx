import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';

export interface DecisionDialogProps {
  readonly title: string;
  /** What it does, and to how many cases. */
  readonly effect: string;
  readonly action: string;
  /** Asks for some words under this name; absent: for none. */
  readonly label?: string;
  /** The words may be left out. */
  readonly isOptional?: boolean;
  readonly isDanger?: boolean;
  /** Something else is still to be said. */
  readonly isBlocked?: boolean;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onDecide: (said: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Says what a decision does before it is made, and asks why where somebody will want to know. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { t } = useTranslation('processes');
  const refusalText = useRefusalText();
  const [said, setSaid] = useState('');
  const id = useId();
  const isMissing = props.label !== undefined && props.isOptional !== true && said.trim() === '';
  return (
    <Modal
      open
      title={props.title}
      okText={props.action}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isMissing || props.isBlocked === true, danger: props.isDanger === true, loading: props.isBusy }}
      onOk={() => props.onDecide(said.trim())}
      onCancel={props.onClose}
    >
      <div className="processes-form">
        <p className="ui-second">{props.effect}</p>
        {props.label !== undefined && (
          <>
            <label htmlFor={id}>{props.label}</label>
            <Input.TextArea
              id={id}
              autoFocus
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={4000}
              value={said}
              onChange={({ target }) => setSaid(target.value)}
            />
          </>
        )}
        {props.children}
        {props.error && <ProblemBanner title={refusalText(props.error)} />}
      </div>
    </Modal>
  );
}
