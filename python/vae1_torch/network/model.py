"""A model of the package as a module that computes in the model's units: src/network/vae.cpp."""

import struct

import numpy
import torch
from torch import nn

from ..errors import FileError
from ..files.layout import to_file, to_torch
from ..files.model_file import save_model
from ..files.saved_model import FIRST_MOMENT, SECOND_MOMENT
from .column import Column
from .copula_tilts import CopulaTilts
from .layers import LayerStack
from .number_likelihoods import Bernoulli, DiscretizedLogistic, Gaussian
from .prior import mixture_prior
from .row_coding import RowCoding
from .row_likelihood import RowLikelihood
from .scaling import Scaling

LARGEST_LOG_VARIANCE = 20


class Model(nn.Module):
    """X: n x D, rows in the model's units, NaN where a value is absent. L latent dimensions."""

    def __init__(self, saved):
        """saved: a SavedModel. The module has the weights that all calls use except training.

        Raises FileError for one that no network has.
        """
        super().__init__()
        saved.check_parts()
        self.saved, self.options = saved, saved.options
        columns = [Column.of(column) for column in saved.columns or ()]
        self.is_table = len(columns) > 0
        self.knows_cells = self.is_table and self.options['decoder'] == 'autoregressive'
        self.scaling = Scaling(**saved.scaling, modelled=[not column.condition for column in columns])
        _check_image(saved.image, self.options['features'])
        latent_dim, context = self.options['latentDim'], 0
        inputs = self.options['features'] * (2 if self.options['missing'] else 1)
        self.coding = None
        if self.is_table:
            self.coding = RowCoding(columns, self.knows_cells)
            inputs, context = self.coding.inputs, self.coding.context
        self.tilts = self._tilts(columns)
        # In the order of the file's tensors.
        encoder, decoder = (saved.layers[half] for half in ('encoder', 'decoder'))
        inputs_of_decoder = latent_dim + context
        self.encoder = LayerStack(inputs, encoder, (), _shapes(saved, 'encoder'))
        self.decoder = LayerStack(
            inputs_of_decoder, decoder, saved.skip or (), _shapes(saved, 'decoder')
        )
        self.likelihood = self._likelihood(columns)
        self.prior = None
        if self.options['priorInUse'] == 'mixture':
            self.prior = mixture_prior(saved.mixture, latent_dim)
        references = _references(saved.carried.get('REFS'), self.options['features'])
        if references is not None:
            self.register_buffer('referenceRows', references)
        self.set_weights(saved.served())

    def posterior(self, X, known=None):
        """The mean and the log-variance of q(z|x): each n x L.

        known: n x D, the cells that an autoregressive decoder is given, NaN elsewhere.
        """
        mean, log_variance = self.encoder(self._seen(X, known)).chunk(2, -1)
        return mean, log_variance.clamp(max=LARGEST_LOG_VARIANCE)

    def outputs(self, z, X, known=None):
        """The decoder's outputs at z, ... x n x L. Of X it sees conditions, and cells before others.

        To rows with known cells, the copula adds what these say of the others.
        """
        if self.coding is not None and self.coding.context:
            context = self.coding.decoder_context(X, known)
            z = torch.cat([z, context.expand(*z.shape[:-1], -1)], -1)
        o = self.decoder(z)
        return o if self.tilts is None or known is None else o + self.tilts(X, known)

    def weights(self):
        """By the names and in the shapes of the model file, numpy arrays."""
        return {
            name: to_file(parameter.detach().cpu().numpy())
            for name, parameter in self.named_parameters()
        }

    def set_weights(self, arrays):
        """Takes what weights() gives."""
        shapes = {name: parameter.shape for name, parameter in self.named_parameters()}
        state = {
            name: torch.from_numpy(to_torch(array, shapes.get(name, ())))
            for name, array in arrays.items()
        }
        if hasattr(self, 'referenceRows'):
            state['referenceRows'] = self.referenceRows
        try:
            self.load_state_dict(state, strict=True)
        except RuntimeError as error:
            raise FileError(f'the tensors are not those of the model: {error}') from error

    def save(self, path):
        """Writes a model file that the package loads.

        A model that is as it was loaded gives the same file. Of other weights, the file holds no
        best epoch, no learned prior and no threshold, which were those of the weights before; all
        else stays, the state of the optimiser too. train() writes what a training changes.
        """
        save_model(self.to_saved(), path)

    def to_saved(self):
        weights, served = self.weights(), self.saved.served()
        if all(numpy.array_equal(weights[name], array) for name, array in served.items()):
            return self.saved
        first, second = (self.saved.part(prefix) for prefix in (FIRST_MOMENT, SECOND_MOMENT))
        changed = self.saved.with_tensors(weights, first, second)
        changed.forget_best()
        changed.forget_fitted()
        return changed

    def _tilts(self, columns):
        copula = self.saved.copula
        if not copula or not copula['mean']:
            return None
        if not self.knows_cells:
            raise FileError('there is a copula, and no decoder that is given cells')
        return CopulaTilts(columns, **copula)

    def _likelihood(self, columns):
        constant = self.scaling.constant
        if columns:
            return RowLikelihood(columns, constant.tolist())
        in_use = self.options['likelihoodInUse']
        if in_use == 'gaussian':
            return Gaussian(constant)
        return DiscretizedLogistic() if in_use == 'discretizedLogistic' else Bernoulli()

    def _seen(self, X, known):
        if self.coding is not None:
            return self.coding.input(X, known)
        if not self.options['missing']:
            return X
        # A column is its value and then 1, or 0 and 0 if the value is absent.
        return torch.stack([X.nan_to_num(), (~X.isnan()).float()], -1).flatten(-2)


def _shapes(saved, half):
    """Of the tensors of a half's layers, by their names within it."""
    start = f'{half}.'
    names = [name for name in saved.names() if name.startswith(start)]
    return {name[len(start) :]: saved.tensors[name].shape for name in names}


def _check_image(image, features):
    if image and image['width'] * image['height'] * image['channels'] != features:
        raise FileError('an image has another size than a row')


def _references(section, features):
    """The rows in the section REFS, M x D, or None."""
    if section is None or len(section) < 16:
        return None
    (count,) = struct.unpack_from('<Q', section, 8)
    if count == 0:
        return None
    if len(section) < 16 + 4 * count or count % features:
        raise FileError('the section REFS has other rows than the model')
    rows = numpy.frombuffer(section, '<f4', count, 16).reshape(-1, features)
    return torch.from_numpy(rows.copy())
