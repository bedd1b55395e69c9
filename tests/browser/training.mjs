/** Fills in settings, by the labels of their fields, and presses Train. */
export async function startTraining(visit, settings) {
  await visit.fill(settings);
  await visit.press('Train');
}

/** A run from its beginning to its end. */
export async function train(visit, settings, timeout) {
  await startTraining(visit, settings);
  await untilEnded(visit, timeout);
}

/** Waits for the end of the run under way: the model can then be begun anew. */
export async function untilEnded(visit, timeout = 120_000) {
  await visit.find('Start over', 'button', timeout);
}
