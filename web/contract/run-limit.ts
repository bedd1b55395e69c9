/** How many runs are kept. Another one replaces the oldest that has no name of its own. */
export const MOST_RUNS = 20;
