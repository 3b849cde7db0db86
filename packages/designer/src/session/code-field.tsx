import { Input } from 'antd';
import { Labelled } from './labelled.tsx';

const digits = '\\d{6}';
const recoveryCode = '[A-Za-z0-9]{5}-[A-Za-z0-9]{5}';

/** Six digits of an authenticator app; or, where one may stand in for them, a recovery code. */
export function CodeField(props: {
  label: string;
  code: string;
  takesRecoveryCode?: boolean;
  autoFocus?: boolean;
  onChange: (code: string) => void;
}) {
  const { label, code, takesRecoveryCode = false, autoFocus = false, onChange } = props;
  return (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          autoFocus={autoFocus}
          inputMode={takesRecoveryCode ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          pattern={takesRecoveryCode ? `${digits}|${recoveryCode}` : digits}
          maxLength={takesRecoveryCode ? 11 : 6}
          value={code}
          onChange={({ target }) => onChange(target.value.trim())}
        />
      )}
    </Labelled>
  );
}
