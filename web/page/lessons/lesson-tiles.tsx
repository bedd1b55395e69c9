import { Card } from '../ui/card.js';
import { LESSONS } from './lesson-names.js';
import './lessons.css';

/** Links to the lessons, where data are chosen. */
export function LessonTiles() {
  return (
    <Card title="Lessons" class="lesson-tiles">
      <ul>
        {Object.entries(LESSONS).map(([name, { title, line }]) => (
          <li key={name}>
            <a href={`#lesson=${name}`}>{title}</a>
            <p class="hint">{line}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
