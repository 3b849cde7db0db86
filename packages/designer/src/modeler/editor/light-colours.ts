/** The light theme's values, for pictures that leave the page: a variable means nothing in a file. */
const values: Readonly<Record<string, string>> = {
  ink: '#46505f',
  surface: '#ffffff',
  text: '#1b2330',
  'text-2': '#566071',
  primary: '#0958d9',
  'primary-soft': '#e9f1fe',
  stage: '#ebf2fc',
  green: '#16794a',
  'green-soft': '#e5f5ec',
  red: '#c1281b',
  'red-soft': '#fdecea',
  violet: '#6239bd',
  'violet-soft': '#f2edfd',
  'violet-line': '#d3c3f6',
  teal: '#0a736e',
  'teal-soft': '#e2f5f3',
  'teal-line': '#a9dcd8',
};

/** Writes the light theme's colours into a drawing. */
export function inLightColours(svg: string): string {
  return svg.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name: string) => values[name] ?? whole);
}
