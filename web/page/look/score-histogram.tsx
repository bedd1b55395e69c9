import { count, integer, number } from '../ui/format.js';
import { bars } from './column-chart.js';
import type { Ranking } from './odd-ranking.js';
import './compare.css';

const HEIGHT = 60;

/** The distribution of all scores, with a line where the list of oddest rows begins. */
export function ScoreHistogram({ ranking, rows }: { ranking: Ranking; rows: number }) {
  const { edges, counts, scored, rows: oddest } = ranking;
  const [least, most] = [edges[0]!, edges.at(-1)!];
  const top = Math.max(...counts);
  // Keep bins visible that hold a single row among thousands: those are the interesting ones.
  const tops = counts.map((n) => HEIGHT - (n && Math.max(2, (HEIGHT * n) / top)));
  const last = oddest.at(-1)!.score;
  const all = oddest.length === scored;
  const line = counts.length * Math.min(1, (last - least) / (most - least));
  const highest = oddest[0]!.score;
  const text =
    `${count(scored, 'row')} scored` +
    (scored < rows ? `, an even sample of ${integer(rows)}` : '') +
    (all ? '.' : `. The ${integer(oddest.length)} listed rows score ${number(last)} nats or more.`);
  return (
    <figure class="score-histogram">
      <svg
        class="histogram"
        role="img"
        aria-label={`Scores from ${number(least)} to ${number(highest)} nats. ${text}`}
        viewBox={`0 -1 ${counts.length} ${HEIGHT + 2}`}
        preserveAspectRatio="none"
      >
        <path class="real-bar" d={bars(tops, HEIGHT)} />
        {!all && <line class="score-mark" x1={line} x2={line} y1={-1} y2={HEIGHT} />}
        <line class="base-line" x1={0} x2={counts.length} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div class="axis" aria-hidden="true">
        <span>{number(least)}</span>
        <span>nats</span>
        <span>{highest > most ? `≥ ${number(most)}` : number(most)}</span>
      </div>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
