#include "panel_convolutions.hpp"

#include <algorithm>

#include "../math/packs.hpp"
#include "convolution_kernels.hpp"
#include "kernel.hpp"

namespace vae1 {
namespace {

constexpr float no_added[maps_wide] = {};

Index panels_of(Index columns) { return (columns + maps_wide - 1) / maps_wide; }
Index groups_of(Index channels) { return (channels + channels_wide - 1) / channels_wide; }

// Zeros around an image of `width` x `channels` rows.
struct Border {
  Index top, left, bottom, right;

  Index wide(Index width) const { return left + width + right; }
  Index size(Index height, Index width, Index channels) const {
    return (top + height + bottom) * wide(width) * channels;
  }
};

// Copies an image into a border.
VAE1_KERNEL put_in_border(const float* image, Index height, Index width, Index channels,
                          const Border& border, float* out) {
  const Index row = width * channels, left = border.left * channels;
  const Index wide = border.wide(width) * channels;
  std::fill_n(out, border.top * wide + left, 0.0F);
  out += border.top * wide + left;
  for (Index y = 0; y < height; ++y, image += row, out += wide) {
    std::copy_n(image, row, out);
    // To the next row's first number; after the last row, to its end.
    const Index gap = y + 1 < height ? wide - row : wide - row - left;
    std::fill_n(out + row, gap, 0.0F);
  }
  std::fill_n(out - left, border.bottom * wide, 0.0F);
}

// The pixels y of the padded image with y % stride == phase, along one of its sides: first the
// first and number of those within the image, by y / stride, and then the taps that reach them.
struct Phase {
  Index first, count, taps;
};
Phase phase_of(Index phase, Index stride, Index before, Index size, Index kernel) {
  const auto up = [&](Index number) { return number > 0 ? (number + stride - 1) / stride : 0; };
  const Index first = up(before - phase), end = up(before + size - phase);
  return {first, std::max<Index>(0, end - first), up(kernel - phase)};
}

// Zeros around the maps, so that every tap of a phase finds a number.
Border around_maps(const ConvolutionShape& shape) {
  const auto before = [&](Index kernel) { return (kernel - 1) / shape.stride; };
  const auto after = [&](Index border, Index size, Index maps) {
    return std::max<Index>(0, (border + size - 1) / shape.stride - (maps - 1));
  };
  return {before(shape.kernel_height), before(shape.kernel_width),
          after(shape.top, shape.height, shape.map_height()),
          after(shape.left, shape.width, shape.map_width())};
}

// Whether a pixel has so few channels that convolve_narrow() is the faster one.
bool is_narrow(const ConvolutionShape& shape) {
  return shape.channels <= most_narrow && shape.maps % 4 == 0;
}

// Makes the panels of a phase: 8 channels wide, with a row for each of its taps, last to first, and
// map. If there are few channels, those of each one after another.
VAE1_KERNEL phase_panels(const ConvolutionShape& shape, const float* weight, Index phase_y,
                         Index phase_x, Index taps_y, Index taps_x, float* out) {
  const Index stride = PanelProducts::padded(shape.inputs(), 4) * maps_wide;
  const Index rows = taps_y * taps_x * shape.maps;
  const bool narrow = is_narrow(shape);
  const Index row_step = narrow ? 1 : maps_wide, column_step = narrow ? rows : 1;
  std::fill_n(out, rows * panels_of(shape.channels) * maps_wide, 0.0F);
  for (Index panel = 0; panel < panels_of(shape.channels); ++panel) {
    const Index first = panel * maps_wide;
    const Index columns = std::min(maps_wide, shape.channels - first);
    for (Index j = taps_y; j-- > 0;)
      for (Index i = taps_x; i-- > 0;) {
        const Index tap =
            (phase_y + j * shape.stride) * shape.kernel_width + phase_x + i * shape.stride;
        const float* from = weight + (tap * shape.channels + first) * maps_wide;
        for (Index o = 0; o < shape.maps; ++o, out += row_step) {
          const float* of_map = from + o / maps_wide * stride + o % maps_wide;
          for (Index c = 0; c < columns; ++c) out[c * column_step] = of_map[c * maps_wide];
        }
      }
  }
}

// Packs `columns` of each of `count` rows of a matrix, `to` wide, with zeros beyond.
VAE1_KERNEL pack_part(const float* from, Index step, Index count, Index columns, Index to,
                      float* out) {
  for (Index i = 0; i < count; ++i, from += step, out += to) {
    std::copy_n(from, columns, out);
    std::fill(out + columns, out + to, 0.0F);
  }
}

// An image's channels in groups of 4: for each group all padded pixels.
void pack_image(const ConvolutionShape& shape, const float* image, float* out) {
  const Index wide = shape.padded_width(), size = shape.padded_height() * wide * channels_wide;
  for (Index c = 0; c < shape.channels; c += channels_wide, out += size) {
    const Index columns = std::min(channels_wide, shape.channels - c);
    std::fill_n(out, size, 0.0F);
    for (Index y = 0; y < shape.height; ++y)
      pack_part(image + y * shape.width * shape.channels + c, shape.channels, shape.width, columns,
                channels_wide, out + ((shape.top + y) * wide + shape.left) * channels_wide);
  }
}

// Adds the channels of all positions to sums.
VAE1_KERNEL add_positions(const float* from, Index positions, Index channels, float* sums) {
  for (Index p = 0; p < positions; ++p, from += channels)
    for_packs<float>(channels, [&](auto at) { at.store(sums, at.load(sums) + at.load(from)); });
}

struct PackedSizes {
  Index image, maps;  // of one row
};
PackedSizes packed_sizes(const ConvolutionShape& shape) {
  return {groups_of(shape.channels) * channels_wide * shape.padded_height() * shape.padded_width(),
          panels_of(shape.maps) * maps_wide * shape.positions()};
}

Index phase_panels_size(const ConvolutionShape& shape) {
  return shape.taps() * shape.maps * panels_of(shape.channels) * maps_wide;
}

Index padded_maps_size(const ConvolutionShape& shape) {
  return around_maps(shape).size(shape.map_height(), shape.map_width(), shape.maps);
}

}  // namespace

double PanelConvolutions::scratch_size(const ConvolutionShape& shape, double n, int threads) {
  const auto number = [](Index size) { return static_cast<double>(size); };
  const Index padded = shape.padded_height() * shape.padded_width() * shape.channels;
  const auto [image, maps] = packed_sizes(shape);
  return std::max({threads * number(padded),
                   number(phase_panels_size(shape)) + threads * number(padded_maps_size(shape)),
                   n * number(image + maps)});
}

void PanelConvolutions::correlate(const ConvolutionShape& shape, ConstMatrixView<float> X,
                                  const float* weight, const float* bias, MatrixView<float> Y,
                                  float* scratch, Team& team) {
  const Border border = {shape.top, shape.left, shape.bottom, shape.right};
  const Index padded_size = border.size(shape.height, shape.width, shape.channels);
  const Index wide = shape.padded_width() * shape.channels;
  const Index panel_size = PanelProducts::padded(shape.inputs(), 4) * maps_wide;
  const Runs runs = {shape.kernel_height, shape.kernel_width * shape.channels, wide};
  const auto rows = static_cast<double>(X.rows());
  team.share(X.rows(), rows * shape.cost(), [&](Index first, Index last, int member) {
    float* padded = scratch + member * padded_size;
    for (Index row = first; row < last; ++row) {
      put_in_border(&X(row, 0), shape.height, shape.width, shape.channels, border, padded);
      for (Index panel = 0; panel < panels_of(shape.maps); ++panel) {
        const Index o = panel * maps_wide;
        convolve({shape.map_height(), shape.map_width(), padded, wide * shape.stride,
                  shape.channels * shape.stride, &Y(row, 0) + o, shape.map_width() * shape.maps,
                  shape.maps},
                 runs, weight + panel * panel_size, bias ? bias + o : no_added,
                 std::min(maps_wide, shape.maps - o));
      }
    }
  });
}

void PanelConvolutions::spread(const ConvolutionShape& shape, ConstMatrixView<float> Y,
                               const float* weight, const float* bias, MatrixView<float> X,
                               float* scratch, Team& team) {
  const Border border = around_maps(shape);
  const Index s = shape.stride, padded_size = padded_maps_size(shape);
  const Index wide = border.wide(shape.map_width()) * shape.maps;
  const auto along_y = [&](Index phase) {
    return phase_of(phase, s, shape.top, shape.height, shape.kernel_height);
  };
  const auto along_x = [&](Index phase) {
    return phase_of(phase, s, shape.left, shape.width, shape.kernel_width);
  };
  // Calls use(phase of y, of x, its panels).
  const auto each_phase = [&](const auto& use) {
    float* panels = scratch;
    for (Index py = 0; py < s; ++py)
      for (Index px = 0; px < s; ++px) {
        use(py, px, panels);
        panels += along_y(py).taps * along_x(px).taps * shape.maps * panels_of(shape.channels) *
                  maps_wide;
      }
  };
  each_phase([&](Index py, Index px, float* panels) {
    phase_panels(shape, weight, py, px, along_y(py).taps, along_x(px).taps, panels);
  });
  const auto rows = static_cast<double>(Y.rows());
  team.share(Y.rows(), rows * shape.cost(), [&](Index first, Index last, int member) {
    float* padded = scratch + phase_panels_size(shape) + member * padded_size;
    for (Index row = first; row < last; ++row) {
      put_in_border(&Y(row, 0), shape.map_height(), shape.map_width(), shape.maps, border, padded);
      each_phase([&](Index py, Index px, const float* panels) {
        const Phase of_y = along_y(py), of_x = along_x(px);
        const Runs runs = {of_y.taps, of_x.taps * shape.maps, wide};
        // The phase's first pixel in the image, and where its first tap lies on the maps.
        float* image = &X(row, 0) + ((of_y.first * s + py - shape.top) * shape.width +
                                     of_x.first * s + px - shape.left) *
                                        shape.channels;
        const float* maps = padded + (of_y.first - (of_y.taps - 1) + border.top) * wide +
                            (of_x.first - (of_x.taps - 1) + border.left) * shape.maps;
        Grid grid = {of_y.count,
                     of_x.count,
                     maps,
                     wide,
                     shape.maps,
                     image,
                     s * shape.width * shape.channels,
                     s * shape.channels};
        if (is_narrow(shape))
          return convolve_narrow(grid, runs, panels, bias ? bias : no_added, shape.channels);
        for (Index c = 0, panel = 0; c < shape.channels;
             c += maps_wide, ++panel, grid.Y += maps_wide)
          convolve(grid, runs, panels + panel * runs.count * runs.length * maps_wide,
                   bias ? bias + c : no_added, std::min(maps_wide, shape.channels - c));
      });
    }
  });
}

void PanelConvolutions::weight_gradient(const ConvolutionShape& shape, ConstMatrixView<float> X,
                                        ConstMatrixView<float> Y, float* weight, float* scratch,
                                        Team& team) {
  const Index n = X.rows(), groups = groups_of(shape.channels), panels = panels_of(shape.maps);
  const PackedSizes sizes = packed_sizes(shape);
  // No structured binding: older compilers cannot capture one.
  const Index image_size = sizes.image, maps_size = sizes.maps;
  float* packed_X = scratch;
  float* packed_Y = scratch + n * image_size;
  const double numbers = static_cast<double>(n) * static_cast<double>(image_size + maps_size);
  const auto pack = [&](Index first, Index last, int) {
    for (Index row = first; row < last; ++row) {
      pack_image(shape, &X(row, 0), packed_X + row * image_size);
      float* out = packed_Y + row * maps_size;
      for (Index o = 0; o < shape.maps; o += maps_wide, out += shape.positions() * maps_wide)
        pack_part(&Y(row, o), shape.maps, shape.positions(), std::min(maps_wide, shape.maps - o),
                  maps_wide, out);
    }
  };
  team.share(n, numbers, pack);

  const Index wide = shape.padded_width() * channels_wide;
  const Index group_size = shape.padded_height() * wide,
              inputs = PanelProducts::padded(shape.inputs(), 4);
  const Index panel_maps = shape.positions() * maps_wide;
  const double cost = static_cast<double>(n) * shape.cost();
  team.share(panels * groups, cost, [&](Index first, Index last, int) {
    for (Index unit = first; unit < last; ++unit) {
      const Index panel = unit / groups, group = unit % groups, c = group * channels_wide;
      const Index count = std::min(channels_wide, shape.channels - c);
      float* dW = weight + panel * inputs * maps_wide;
      for (Index tap = 0; tap < shape.taps(); ++tap)
        std::fill_n(dW + (tap * shape.channels + c) * maps_wide, count * maps_wide, 0.0F);
      if (group == 0)  // what fills the panel up
        std::fill(dW + shape.inputs() * maps_wide, dW + inputs * maps_wide, 0.0F);
      for (Index row = 0; row < n; ++row) {
        const float* image = packed_X + row * image_size + group * group_size;
        const float* maps = packed_Y + row * maps_size + panel * panel_maps;
        for (Index tap = 0; tap < shape.taps(); ++tap) {
          const float* x =
              image + tap / shape.kernel_width * wide + tap % shape.kernel_width * channels_wide;
          float* out = dW + (tap * shape.channels + c) * maps_wide;
          // The rows after the last channel belong to other units.
          float part[channels_wide * maps_wide] = {};
          if (count < channels_wide) std::copy_n(out, count * maps_wide, part);
          add_convolution_gradient(x, wide * shape.stride, channels_wide * shape.stride, maps,
                                   shape.map_height(), shape.map_width(),
                                   count < channels_wide ? part : out);
          if (count < channels_wide) std::copy_n(part, count * maps_wide, out);
        }
      }
    }
  });
}

void PanelConvolutions::bias_gradient(ConstMatrixView<float> dY, Index channels, float* bias) {
  std::fill_n(bias, panels_of(channels) * maps_wide, 0.0F);
  const float* at = dY.data();
  for (Index row = 0; row < dY.rows(); ++row, at += dY.cols())
    add_positions(at, dY.cols() / channels, channels, bias);
}

}  // namespace vae1
