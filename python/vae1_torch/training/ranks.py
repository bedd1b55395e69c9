"""The processes of a training: PyTorch's distributed engine, gloo on CPUs and NCCL on GPUs.

Who starts them says so by RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as torchrun does, and by
LOCAL_RANK where there are GPUs. Without RANK there is one process, and no engine.
"""

import datetime
import os

import torch
import torch.distributed as distributed
from torch.nn.parallel import DistributedDataParallel

from ..errors import TrainingError


class Ranks:
    """A context. Sums are over all processes; each process must ask for the same ones in the same order."""

    def __init__(self, timeout=600):
        """timeout: seconds after which a process gives up waiting for the others."""
        on_gpu = torch.cuda.is_available()
        self.device = torch.device('cpu')
        if on_gpu:
            self.device = torch.device('cuda', int(os.environ.get('LOCAL_RANK', 0)))
            torch.cuda.set_device(self.device)
        else:
            # More threads would add in another order, and processes would take each other's cores.
            torch.set_num_threads(1)
        self.rank, self.world = 0, 1
        self.together = 'RANK' in os.environ
        if self.together:
            try:
                distributed.init_process_group(
                    'nccl' if on_gpu else 'gloo', timeout=datetime.timedelta(seconds=timeout)
                )
            except (ValueError, RuntimeError) as error:
                raise TrainingError(f'the processes do not find each other: {error}') from error
            self.rank, self.world = distributed.get_rank(), distributed.get_world_size()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.together:
            distributed.destroy_process_group()

    @property
    def is_first(self):
        return self.rank == 0

    def wrap(self, module):
        """The module, whose gradients are means over the processes."""
        if not self.together:
            return module
        # All have read the same buffers, and gloo in torch 1.13 cannot send those of truth values.
        buffers = [name for name, _ in module.named_buffers()]
        DistributedDataParallel._set_params_and_buffers_to_ignore_for_model(module, buffers)
        return DistributedDataParallel(module)

    def sum(self, tensor):
        """Over the processes, in place."""
        if self.together:
            distributed.all_reduce(tensor)
        return tensor

    def share(self, contents):
        """The bytes that the first process has, or None if it has none."""
        if not self.together:
            return contents
        size = self.sum(torch.tensor(self._size(contents), device=self.device)).item() - 1
        if size < 0:
            return None
        of = torch.zeros(size, dtype=torch.uint8)
        if self.is_first:
            of = torch.frombuffer(bytearray(contents), dtype=torch.uint8)
        of = of.to(self.device)
        distributed.broadcast(of, 0)
        return of.cpu().numpy().tobytes()

    def _size(self, contents):
        return 0 if contents is None or not self.is_first else len(contents) + 1
