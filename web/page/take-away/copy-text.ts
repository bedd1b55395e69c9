/** Puts text on the clipboard; false where the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Marks all of an element's text, so that the keyboard's own command copies it. */
export function selectText(element: HTMLElement): void {
  getSelection()?.selectAllChildren(element);
  element.focus();
}
