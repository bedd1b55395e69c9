#include "layer_kinds.hpp"

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "dense.hpp"

namespace vae1 {

template <class T, class Products>
std::unique_ptr<Layer<T>> make_layer(const LayerSpec& spec, double in) {
  const auto& [kind, settings] = spec;
  // The width; the activation, if there is one.
  if (kind == "dense") return Dense<T, Products>::from(settings, in);
  return nullptr;
}

template std::unique_ptr<Layer<float>> make_layer<float, PlainProducts<float>>(const LayerSpec&,
                                                                               double);
template std::unique_ptr<Layer<double>> make_layer<double, PlainProducts<double>>(const LayerSpec&,
                                                                                  double);
template std::unique_ptr<Layer<float>> make_layer<float, PanelProducts>(const LayerSpec&, double);

}  // namespace vae1
