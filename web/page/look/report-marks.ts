import type { QualityReport } from '../../contract/index.js';
import { count, number, percent } from '../ui/format.js';

/** How a figure is to be taken. */
export type Mark = 'good' | 'fair' | 'poor';

/** A key figure of the report. */
export interface ReportFigure {
  readonly name: string;
  readonly value: string;
  /** The same of real rows that the model has not seen, as a yardstick. */
  readonly unseen?: string;
  /** Null if there is nothing to judge. */
  readonly mark: Mark | null;
  /** What it means, in a sentence. */
  readonly means: string;
}

/** Where a similarity stops being good, and fair. */
const SIMILAR = { good: 0.95, fair: 0.85 };
/** The same for the area under the ROC curve of a classifier: 0.5 is guessing. */
const AUC = { good: 0.65, fair: 0.8 };
/** The same for the share of rows that are closer to a real row than to an unseen one. */
const CLOSER = { good: 0.55, fair: 0.6 };
/** By how much copies may exceed those among unseen rows. */
const MORE_COPIES = 0.01;

export function similarityMark(score: number | null): Mark | null {
  if (score === null) return null;
  if (score >= SIMILAR.good) return 'good';
  return score >= SIMILAR.fair ? 'fair' : 'poor';
}

function lowMark(
  value: number | null,
  { good, fair }: { good: number; fair: number },
): Mark | null {
  if (value === null) return null;
  if (value <= good) return 'good';
  return value <= fair ? 'fair' : 'poor';
}

export function scoreText(score: number | null): string {
  return score === null ? '–' : score.toFixed(3);
}

/** The figures on how alike the two tables are. */
export function qualityFigures({ scores }: QualityReport): ReportFigure[] {
  const { columnShapes, columnPairTrends, strongPairTrends, rules } = scores;
  const broken = rules.filter(({ broken }) => broken > 0);
  return [
    {
      name: 'Overall',
      value: scoreText(scores.overall),
      mark: similarityMark(scores.overall),
      means: 'The mean of the next two figures; 1 is best.',
    },
    {
      name: 'Columns',
      value: scoreText(columnShapes),
      mark: similarityMark(columnShapes),
      means: 'How alike the distributions of single columns are, on average; 1 means identical.',
    },
    {
      name: 'Pairs of columns',
      value: scoreText(columnPairTrends),
      mark: similarityMark(columnPairTrends),
      means:
        'How similarly the two tables relate each pair of columns, on average; 1 means identical.',
    },
    {
      name: 'Strong pairs',
      value: scoreText(strongPairTrends),
      mark: similarityMark(strongPairTrends),
      means: 'The same for those pairs alone that are clearly associated in the real table.',
    },
    {
      name: 'Real-vs-generated test, simple',
      value: aucText(scores.detection),
      mark: lowMark(scores.detection?.auc ?? null, AUC),
      means:
        'AUC of a logistic regression that tries to tell the tables apart by means, shares and gaps; 0.5 is guessing, 1 is always right.',
    },
    {
      name: 'Real-vs-generated test, strong',
      value: aucText(scores.forestDetection),
      mark: lowMark(scores.forestDetection?.auc ?? null, AUC),
      means:
        'AUC of a random forest, which also sees how columns go together; 0.5 is guessing, 1 is always right.',
    },
    {
      name: 'Rules between columns',
      value: rules.length === 0 ? 'None found' : `${broken.length} of ${rules.length} broken`,
      mark: rules.length === 0 ? null : ruleMark(broken),
      means: 'Rules that every real row keeps, such as a sum or an order of two columns.',
    },
  ];
}

function ruleMark(broken: readonly { readonly share: number }[]): Mark {
  if (broken.length === 0) return 'good';
  return broken.every(({ share }) => share < 0.01) ? 'fair' : 'poor';
}

/** The figures on whether generated rows give real ones away. */
export function privacyFigures({ scores: { privacy } }: QualityReport): ReportFigure[] {
  const { synthetic, holdout, closerToReal } = privacy;
  return [
    {
      name: 'Copies',
      value: percent(synthetic.copies),
      ...(holdout && { unseen: percent(holdout.copies) }),
      mark: copiesMark(synthetic.copies, holdout?.copies ?? null),
      means:
        'Share of the generated rows that equal a real row in every cell; in a table with few distinct rows, some do by chance.',
    },
    {
      name: 'Distance to the closest real row',
      value: number(synthetic.medianDistance),
      ...(holdout && { unseen: number(holdout.medianDistance) }),
      mark: holdout && (synthetic.medianDistance >= 0.9 * holdout.medianDistance ? 'good' : 'fair'),
      means:
        'Median over the rows, from 0 for a copy to 1; generated rows should not be closer than rows that the model has not seen.',
    },
    {
      name: 'Closer to rows that it has seen',
      value: closerToReal === null ? 'Not measured' : percent(closerToReal),
      mark: lowMark(closerToReal, CLOSER),
      means:
        'Share of the generated rows that are closer to a training row than to one that the model has not seen; 50 % if nothing was remembered.',
    },
  ];
}

function copiesMark(copies: number, among: number | null): Mark | null {
  if (copies === 0) return 'good';
  if (among === null) return null;
  return copies <= among + MORE_COPIES ? 'good' : 'poor';
}

function aucText(detection: { readonly auc: number } | null): string {
  return detection === null ? '–' : detection.auc.toFixed(2);
}

/** Which rows are compared. @param all The rows of the file. */
export function comparedSentence({ noHoldout, scores }: QualityReport, all: number): string {
  const made = count(scores.rows.synthetic, 'generated row');
  const real = count(scores.rows.real, 'real row');
  // What a model from a file was trained on is not known.
  const which = noHoldout === 'unknown' ? '' : ' that the model was trained on';
  return `${made} beside ${real}${which}, out of ${count(all, 'row')} in the file.`;
}

/** Why the privacy part has no yardstick, and how to get one. */
export function holdoutSentence({ noHoldout, scores }: QualityReport): string {
  switch (noHoldout) {
    case 'no-share':
      return (
        'The model has seen every real row, so there are none to compare with. To judge privacy, start over ' +
        'with a held-out share of 0.1 or more, or with a random sample of the rows (under More settings).'
      );
    case 'unknown':
      return (
        'The model came from a file, which does not say which rows it has seen. To judge privacy, train it in ' +
        'this page with a held-out share, or use “vae1 compare” with --holdout.'
      );
    case null:
      return `${count(scores.rows.holdout!, 'real row')} that the model was not trained on are the yardstick.`;
  }
}
