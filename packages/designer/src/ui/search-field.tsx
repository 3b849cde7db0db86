import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

/** How long a reader rests before their search is asked for, in ms. */
const typingMs = 250;

interface SearchFieldProps {
  /** What a shortcut leads to. */
  readonly id: string;
  readonly label: string;
  /** What is searched for now, as the address says it. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  readonly className?: string;
  readonly size?: 'small';
}

/** Searches while one types, but not at every letter. */
export function SearchField({ id, label, text, onSearch, ...look }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onSearch(typed.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  return (
    <Input
      {...look}
      id={id}
      allowClear
      prefix={<Icon name="search" />}
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
