/**
 * Reporter for `node --test`: one line of JSON for each test, for the summary of npm test.
 * A suite counts only through its tests, except when it is skipped or fails as a whole.
 */
export default async function* outcomeReporter(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const excuse = data.skip ?? data.todo;
    if (data.details?.type === 'suite' && type === 'test:pass' && excuse === undefined) continue;
    // A test to do may fail without failing the run, so it must not count as passed either.
    const verdict = type === 'test:fail' ? 'failed' : 'passed';
    const outcome = excuse === undefined ? verdict : 'skipped';
    const failure = outcome === 'failed' ? messageOf(data.details.error) : '';
    const reason = typeof excuse === 'string' ? excuse : failure;
    yield JSON.stringify({ name: data.name, outcome, reason }) + '\n';
  }
}

/** The message of the thrown error. Node wraps it in an error that says nothing about a failed hook. */
function messageOf(error) {
  return String(error.cause?.message ?? error.message);
}
