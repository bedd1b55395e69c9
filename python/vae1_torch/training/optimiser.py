"""The package's Adam as PyTorch's, with the state of a model file: src/optimiser/adam.hpp."""

import math

import torch

from ..files.layout import to_file, to_torch
from ..files.saved_model import FIRST_MOMENT, SECOND_MOMENT

# Of the state of torch.optim.AdamW, by the prefix of their names in a model file.
MOMENTS = {FIRST_MOMENT: 'exp_avg', SECOND_MOMENT: 'exp_avg_sq'}


class Optimiser:
    """AdamW (Loshchilov and Hutter 2019), whose decay is for layers alone; without decay it is Adam."""

    def __init__(self, model, saved):
        """Goes on from the state in saved, a SavedModel."""
        options, self.model = saved.options, model
        self.longest_gradient = options['maxGradientNorm']
        self.steps = saved.state['optimiserSteps']
        likelihood = list(model.likelihood.parameters())
        layers = [*model.encoder.parameters(), *model.decoder.parameters()]
        groups = [{'params': layers, 'weight_decay': options['weightDecay']}]
        if likelihood:
            groups.append({'params': likelihood, 'weight_decay': 0})
        self.adam = torch.optim.AdamW(groups, lr=1, betas=(0.9, 0.999), eps=1e-8)
        moments = {state: saved.part(prefix) for prefix, state in MOMENTS.items()}
        for name, parameter in model.named_parameters():
            state = self.adam.state[parameter]
            # Beyond 2^24 a float does not count, and the corrections that it is for are 1.
            state['step'] = torch.tensor(float(self.steps))
            for key, arrays in moments.items():
                array = torch.from_numpy(to_torch(arrays[name], parameter.shape))
                state[key] = array.clone().to(parameter.device)

    def gradient_norm(self):
        """Over all parameters, before any clipping."""
        squares = [parameter.grad.square().sum() for parameter in self.model.parameters()]
        return math.sqrt(torch.stack(squares).double().sum().item())

    def step(self, learning_rate, gradient_norm):
        """One step by the parameters' gradients, and within the bounds of the likelihood's own."""
        if math.isfinite(self.longest_gradient):
            # As torch.nn.utils.clip_grad_norm_, by the norm that is known already.
            left = min(self.longest_gradient / (gradient_norm + 1e-6), 1.0)
            for parameter in self.model.parameters():
                parameter.grad.mul_(left)
        for group in self.adam.param_groups:
            group['lr'] = learning_rate
        self.adam.step()
        self.steps += 1
        self.model.likelihood.constrain()

    def clear_gradients(self):
        self.adam.zero_grad(set_to_none=True)

    def moments(self):
        """The first and the second moments, each by the names and in the shapes of the model file."""
        return tuple(
            {
                name: to_file(self.adam.state[parameter][key].cpu().numpy())
                for name, parameter in self.model.named_parameters()
            }
            for key in MOMENTS.values()
        )
