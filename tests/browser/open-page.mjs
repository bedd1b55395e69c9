/**
 * Opens `address` and collects its console's warnings and errors in `complaints`.
 * @param first Statements that run before the page's own scripts.
 */
export async function openPage(browser, address, first = '') {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = [];
  page.on('console', (message) => {
    if (['warn', 'error', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  if (first) await page.evaluateOnNewDocument(first);
  await page.goto(address);
  return { page, complaints };
}
