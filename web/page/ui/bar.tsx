/** How far something has come, 0 to 1; a `label` names it for screen readers. */
export function Bar({ label, fraction }: { label: string; fraction: number }) {
  return <progress aria-label={label} max={1} value={fraction} />;
}
