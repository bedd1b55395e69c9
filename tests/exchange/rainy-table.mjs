// A table of many rows, so that numbers have many levels, and one of them stands out.
export const rainyDays = Array.from({ length: 1200 }, (_, i) => {
  const factor = Math.sin(i * 1.7);
  return {
    season: ['dry', 'wet', 'cold'][Math.floor(i / 7) % 3],
    rain: i % 3 ? 0 : 10 * Math.abs(factor + Math.sin(i * i)),
    warmth: 20 + 9 * factor + 3 * Math.cos(i * i * 0.3),
    wind: i % 13 ? Math.round(40 + 30 * Math.sin(i * 0.9) * factor) : null,
  };
});
