import { useEffect, useState } from 'preact/hooks';
import { onThemeChange } from '../ui/colours.js';

const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;

/** Whether the dark theme is active; canvases have to be redrawn when it changes. */
export function useDark(): boolean {
  const [is, set] = useState(dark);
  useEffect(() => onThemeChange(() => set(dark())), []);
  return is;
}
