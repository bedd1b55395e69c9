import { useEffect, useState } from 'preact/hooks';
import { onThemeChange } from '../ui/colours.js';

const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;

/** Whether the page is dark: what is drawn on a canvas depends on it. */
export function useDark(): boolean {
  const [is, set] = useState(dark);
  useEffect(() => onThemeChange(() => set(dark())), []);
  return is;
}
