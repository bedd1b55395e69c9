/** The lessons as the page's address names them, with a line for the start page. */
export const LESSONS = {
  unfolding: {
    title: 'A latent space unfolds',
    line: 'Two rings of points, and the map that a model makes of them while it learns.',
  },
  collapse: {
    title: 'Collapse and its cures',
    line: 'Why a model may ignore its latent space, how the figures show it, and what helps.',
  },
  anomaly: {
    title: 'An anomaly found',
    line: 'One of 1,000 parcels cannot be right. The model finds it and says why.',
  },
} as const;

export type LessonName = keyof typeof LESSONS;

export function isLesson(name: string): name is LessonName {
  return Object.hasOwn(LESSONS, name);
}
