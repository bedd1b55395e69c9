import theme from '../../styles/theme.css?inline';
import layout from '../../styles/layout.css?inline';
import compare from './compare.css?inline';
import report from './report.css?inline';

/**
 * The report as one file that needs nothing else and runs no scripts.
 * @param element The report in the page.
 */
export function reportFile(element: HTMLElement, title: string): Blob {
  // The page has two levels of headings above the report, the file has none.
  const body = element.innerHTML.replace(
    /<(\/?)h([3-6])/g,
    (_, slash: string, level: string) => `<${slash}h${Number(level) - 2}`,
  );
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${[theme, layout, compare, report].join('\n')}
</style>
</head>
<body class="report-page">
<main class="card">
<div class="report">${body}</div>
</main>
</body>
</html>
`;
  return new Blob([html], { type: 'text/html' });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
