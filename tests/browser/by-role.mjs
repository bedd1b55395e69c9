import { Puppeteer } from 'puppeteer-core';

/** A selector by accessible name and role, as the browser's accessibility tree has them. */
export const inAccessibilityTree = (name, role) => `::-p-aria([name="${name}"][role="${role}"])`;

/**
 * The same from the markup, for Firefox: there each look at the accessibility tree takes about a
 * second. That roles and names are in the tree is seen in Chromium, where the same tests run.
 */
export const inMarkup = (name, role) => `::-p-markup(${JSON.stringify(`${role} ${name}`)})`;

Puppeteer.registerCustomQueryHandler('markup', { queryAll: elementsByRole });

/** Runs in the page. `wanted`: the role, a space, and the name. */
function elementsByRole(within, wanted) {
  const NATIVE = {
    button: 'button',
    combobox: 'select',
    heading: 'h1, h2, h3, h4, h5, h6',
    region: 'section',
    slider: 'input[type=range]',
    spinbutton: 'input[type=number]',
  };
  const [role] = wanted.split(' ', 1);
  const name = wanted.slice(role.length + 1);
  const native = NATIVE[role] ? `:is(${NATIVE[role]}):not([role]), ` : '';
  const modal = document.querySelector('dialog:modal');

  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  // A label's name is without the control that it may hold, and the control's value.
  const contentOf = (element) => {
    const copy = element.cloneNode(true);
    for (const other of copy.querySelectorAll('[aria-hidden=true], input, output, select'))
      other.remove();
    return plain(copy.textContent);
  };
  const nameOf = (element) => {
    const ids = element.getAttribute('aria-labelledby')?.split(' ');
    if (ids) return plain(ids.map((id) => document.getElementById(id)?.textContent).join(' '));
    const label = element.getAttribute('aria-label');
    if (label) return label;
    if (element.labels?.length) return contentOf(element.labels[0]);
    return contentOf(element) || element.title;
  };
  const isExposed = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('[aria-hidden=true], [inert]') &&
    (!modal || modal.contains(element));
  return [...within.querySelectorAll(`${native}[role=${role}]`)].filter(
    (element) => nameOf(element) === name && isExposed(element),
  );
}
