/** Fills in settings by field label and presses Train. */
export async function startTraining(visit, settings) {
  await visit.fill(settings);
  await visit.press('Train');
}

/** Shows the settings that few people change. */
export async function moreSettings(visit) {
  await visit.page.locator('summary::-p-text(More settings)').click();
}

/** Trains images for an epoch by the quicker network, with which each view of many images soon has an answer. */
export async function trainFullyConnected(visit) {
  await moreSettings(visit);
  await chooseFullyConnected(visit);
  await train(visit, { Epochs: 1 });
}

export async function chooseFullyConnected(visit) {
  const network = await visit.find('Network', 'combobox');
  await network.select('fullyConnected');
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
