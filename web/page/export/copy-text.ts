/** Copies text to the clipboard; false if the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects all of an element's text, ready for the keyboard's copy command. */
export function selectText(element: HTMLElement): void {
  getSelection()?.selectAllChildren(element);
  element.focus();
}
