import type { ModelHealth, ModelSummary } from '../../contract/index.js';
import { count, integer, number } from '../ui/format.js';

type Finding = ModelHealth['findings'][number];

/** A finding of the library's diagnose() in the words of this page. */
export interface FindingWords {
  /** A note needs no action. */
  readonly level: 'note' | 'warning';
  readonly title: string;
  readonly says: string;
  /** What to do, the most promising first. */
  readonly remedies: readonly string[];
}

/** Names to list before 'and 3 others'. */
const NAMED = 5;

/** @param automaticRate Whether the library chooses the learning rate. */
export function findingWords(
  finding: Finding,
  { decoder, kind, convolutional, latentDim, bestEpoch }: ModelSummary,
  { klPerDimension }: Pick<ModelHealth, 'klPerDimension'>,
  automaticRate: boolean,
): FindingWords {
  const nats = number(klPerDimension.reduce((sum, kl) => sum + kl, 0));
  const { dimensions = [], columns = [] } = finding;
  switch (finding.code) {
    case 'collapsed-posterior':
      if (decoder === 'autoregressive')
        return {
          level: 'note',
          title: 'The latents are not used',
          says:
            `They carry ${nats} nats per row. That is normal for this decoder: it makes each cell from the ` +
            'cells before it, and the rows that it makes need no latents.',
          remedies: [
            'Nothing to do for generated rows. For latent codes, start over with the decoder Independent (under More settings).',
          ],
        };
      return {
        level: 'warning',
        title: 'The posterior has collapsed',
        says: `The latents carry ${nats} nats per row, so nearly every row is reconstructed alike.`,
        remedies: [
          'Start over with the beta schedule Warm-up (under More settings).',
          'Or give each dimension free bits, such as 0.25.',
          convolutional ? 'Or lower beta.' : 'Or lower beta, or use fewer hidden layers.',
        ],
      };
    case 'dead-dimensions': {
      const used = latentDim - dimensions.length;
      return {
        level: 'note',
        title: `${count(dimensions.length, 'latent dimension')} of ${integer(latentDim)} ${dimensions.length === 1 ? 'is' : 'are'} not used`,
        says: 'That does no harm: the data need fewer.',
        remedies: [`A latent size of ${integer(used)} is enough.`],
      };
    }
    case 'variance-at-bound':
      return {
        level: 'warning',
        title: 'Some values are copied almost exactly',
        says:
          `The learned variance of ${kind === 'table' ? named(columns) : count(columns.length, 'pixel value')} is at ` +
          'its bound, which outweighs everything else in the loss.',
        remedies: [
          kind === 'table'
            ? 'Leave out columns that follow from others.'
            : 'Look for pixels that are the same in nearly every image.',
        ],
      };
    case 'over-fitting':
      return {
        // With the weights of the best epoch, no harm is done.
        level: bestEpoch === null ? 'warning' : 'note',
        title: 'The model is memorising the training rows',
        says:
          'The held-out loss rises while the training loss falls.' +
          (bestEpoch === null ? '' : ` The weights of epoch ${integer(bestEpoch)} are used.`),
        remedies: [
          'More epochs will not help.',
          `Start over with ${convolutional ? '' : 'smaller hidden layers, '}a larger beta or some weight decay.`,
          kind === 'table' ? 'Or train on more rows.' : 'Or train on more images.',
        ],
      };
    case 'high-learning-rate':
      if (automaticRate)
        return {
          level: 'note',
          title: 'The training loss is unsteady',
          says:
            'It swings or rises over the last ten epochs. The automatic learning rate falls when the ' +
            'held-out loss stops improving, so this may pass.',
          remedies: [
            'If epochs are left, or you raise them, continue the training.',
            'If it stays so, start over with larger batches or a learning rate of your own, such as 0.0001.',
          ],
        };
      return {
        level: 'warning',
        title: 'The learning rate looks too high',
        says: 'The training loss swings or rises over the last ten epochs.',
        remedies: [
          'Start over with a lower learning rate, or with the rate schedule Plateau.',
          'Or use larger batches.',
        ],
      };
  }
}

function named(columns: readonly (string | number)[]): string {
  const others = columns.length - NAMED;
  const names = columns.slice(0, NAMED).join(', ');
  return others > 0 ? `${names} and ${count(others, 'other column', 'other columns')}` : names;
}
