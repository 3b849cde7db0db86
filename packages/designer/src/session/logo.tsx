/** The sign of the product: a stage, and the fortnight below it. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--primary)" />
      <path d="M6 7h9l3 3.5-3 3.5H6z" fill="none" stroke="var(--on-primary)" strokeWidth="1.7" strokeLinejoin="round" />
      <path d="M8 18h8" stroke="var(--on-primary)" strokeWidth="1.7" strokeLinecap="round" strokeDasharray="3 2.5" />
    </svg>
  );
}
