import type { FieldControl } from '../field-control.ts';

/** A stroke for each kind of field, on a grid of 24. */
const strokes: Readonly<Record<FieldControl, string>> = {
  text: 'M5 6h14M12 6v13',
  longText: 'M4 6h16M4 11h16M4 16h10',
  number: 'M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16',
  money: 'M6 4l6 8 6-8M12 12v8M8 13h8M8 16.500h8',
  date: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  choice: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 9.5a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  check: 'M5 5h14v14H5zM8.500 12l2.500 2.500 4.500-5',
  file: 'M6 3h9l4 4v14H6zM14 3v5h5',
  section: 'M4 7h16M4 17h9',
};
export const controls = Object.keys(strokes) as readonly FieldControl[];

/** The sign of a kind of field. */
export function ControlSign({ control }: { control: FieldControl }) {
  return (
    <svg className="ui-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={strokes[control]} />
    </svg>
  );
}
