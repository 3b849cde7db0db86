import { Switch } from 'antd';
import { useId } from 'react';

/** Yes or no, with its words behind it. */
export function SwitchField({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <span className="prop-switch">
      <Switch id={id} size="small" checked={value} onChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
