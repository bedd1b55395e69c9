/** Fills in settings by field label and presses Train. */
export async function startTraining(visit, settings) {
  await visit.fill(settings);
  await visit.press('Train');
}

/** Trains from start to end. */
export async function train(visit, settings, timeout) {
  await startTraining(visit, settings);
  await untilEnded(visit, timeout);
}

/** Waits for the end of the run, which makes Start over available. */
export async function untilEnded(visit, timeout = 120_000) {
  await visit.find('Start over', 'button', timeout);
}
