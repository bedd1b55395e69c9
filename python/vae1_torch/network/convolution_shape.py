"""The geometry of a convolution: src/products/convolution_shape.hpp."""

from typing import NamedTuple


class ConvolutionShape(NamedTuple):
    """From an image to maps; the numbers of a layer's settings, in their order."""

    height: int
    width: int
    channels: int
    maps: int
    kernel_height: int
    kernel_width: int
    stride: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def kernel(self):
        return self.kernel_height, self.kernel_width

    @property
    def image(self):
        return self.height, self.width, self.channels

    @property
    def image_size(self):
        return self.height * self.width * self.channels

    @property
    def map_sides(self):
        height = self.top + self.height + self.bottom - self.kernel_height
        width = self.left + self.width + self.right - self.kernel_width
        return height // self.stride + 1, width // self.stride + 1

    @property
    def maps_size(self):
        height, width = self.map_sides
        return height * width * self.maps

    @property
    def zeros(self):
        """Around an image, in the order of torch.nn.functional.pad()."""
        return self.left, self.right, self.top, self.bottom

    @property
    def weight_shape(self):
        """As the model file has the weights."""
        return self.kernel_height * self.kernel_width * self.channels, self.maps

    def is_valid(self):
        sizes, zeros = self[:7], self[7:]
        within = zip(zeros, 2 * self.kernel)
        return (
            min(sizes) >= 1
            and all(0 <= number < size for number, size in within)
            and min(self.map_sides) >= 1
        )
