"""State dicts of other VAEs, and what PyTorch computes with them: python make_state_dicts.py CASE.json FOLDER.

Writes FOLDER/<name>.safetensors and prints JSON.
"""

import json
import math
import struct
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(5)
case, folder = json.load(open(sys.argv[1])), Path(sys.argv[2])


class ExampleVAE(nn.Module):
    """https://github.com/pytorch/examples/blob/main/vae/main.py, smaller."""

    def __init__(self, features, hidden, latent):
        super().__init__()
        self.fc1 = nn.Linear(features, hidden)
        self.fc21 = nn.Linear(hidden, latent)
        self.fc22 = nn.Linear(hidden, latent)
        self.fc3 = nn.Linear(latent, hidden)
        self.fc4 = nn.Linear(hidden, features)

    def encode(self, x):
        h1 = F.relu(self.fc1(x))
        return self.fc21(h1), self.fc22(h1)

    def decode(self, z):
        return torch.sigmoid(self.fc4(F.relu(self.fc3(z))))

    def losses(self, x, eps):
        """The example's loss, of each row: binary cross-entropy and the KL divergence."""
        mu, logvar = self.encode(x)
        recon = self.decode(mu + eps * torch.exp(0.5 * logvar))
        bce = F.binary_cross_entropy(recon, x, reduction='none').sum(1)
        return bce - 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), 1)


class Decoder(nn.Module):
    """https://github.com/sdv-dev/CTGAN/blob/main/ctgan/synthesizers/tvae.py"""

    def __init__(self, embedding_dim, decompress_dims, data_dim):
        super().__init__()
        dim, seq = embedding_dim, []
        for item in list(decompress_dims):
            seq += [nn.Linear(dim, item), nn.ReLU()]
            dim = item
        seq.append(nn.Linear(dim, data_dim))
        self.seq = nn.Sequential(*seq)
        self.sigma = nn.Parameter(torch.ones(data_dim) * 0.1)

    def forward(self, input_):
        return self.seq(input_), self.sigma


class Scaled(nn.Module):
    """An autoencoder with two hidden layers, trained on standardised columns by the squared error."""

    def __init__(self, features, latent):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(features, 7), nn.Tanh(), nn.Linear(7, 4), nn.Tanh())
        self.mu = nn.Linear(4, latent)
        self.log_var = nn.Linear(4, latent)
        self.out = nn.Sequential(nn.Linear(latent, 7), nn.Tanh(), nn.Linear(7, features))

    def encode(self, x):
        h = self.body(x)
        return self.mu(h), self.log_var(h)


def save_file(path, tensors):
    """As safetensors.torch.save_file() does."""
    header, offset = {}, 0
    for name, tensor in tensors.items():
        size = 4 * tensor.numel()
        header[name] = {'dtype': 'F32', 'shape': list(tensor.shape), 'data_offsets': [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    content = b''.join(tensor.detach().contiguous().numpy().astype('<f4').tobytes() for tensor in tensors.values())
    path.write_bytes(struct.pack('<Q', len(text)) + text + content)


def listed(tensor):
    return tensor.flatten().tolist()


rows, latents, noise = (torch.tensor(case[name]) for name in ['rows', 'latents', 'noise'])
features, latent = rows.shape[1], latents.shape[1]
result = {}
with torch.no_grad():
    example = ExampleVAE(features, 5, latent)
    save_file(folder / 'example.safetensors', example.state_dict())
    mu, logvar = example.encode(rows)
    # The score averages over the draws.
    elbo = torch.stack([example.losses(rows, eps) for eps in noise]).mean(0)
    result['example'] = {
        'mean': listed(mu),
        'logVariance': listed(logvar),
        'decoded': listed(example.decode(latents)),
        'elbo': listed(elbo),
    }

    tvae = Decoder(latent, [6, 5], features)
    tvae.sigma.copy_(0.05 + torch.rand(features))
    save_file(folder / 'tvae.safetensors', tvae.state_dict())
    mean, sigma = tvae(latents)
    # log p(x) by the prior: the mean of p(x|z) over its draws, the noise.
    at_noise = torch.tanh(tvae(noise)[0])
    density = torch.distributions.Normal(at_noise.double(), sigma.double()).log_prob(rows[:, None].double()).sum(-1)
    score = -(torch.logsumexp(density, 1) - math.log(len(noise)))
    result['tvae'] = {'decoded': listed(torch.tanh(mean)), 'sigma': listed(sigma), 'score': listed(score)}

    scaled = Scaled(features, latent)
    save_file(folder / 'scaled.safetensors', scaled.state_dict())
    offset, scale = torch.tensor(case['offset']), torch.tensor(case['scale'])
    mu, logvar = scaled.encode((rows - offset) / scale)
    result['scaled'] = {
        'mean': listed(mu),
        'logVariance': listed(logvar),
        'decoded': listed(scaled.out(latents) * scale + offset),
    }
print(json.dumps(result))
