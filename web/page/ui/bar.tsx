/** A progress bar from 0 to 1; `label` names it for screen readers. */
export function Bar({ label, fraction }: { label: string; fraction: number }) {
  return <progress aria-label={label} max={1} value={fraction} />;
}
