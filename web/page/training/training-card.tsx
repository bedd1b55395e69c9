/** To be written. */
export function TrainingCard() {
  return null;
}
