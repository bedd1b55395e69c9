#include "fault.hpp"

namespace vae1 {

std::optional<Fault> fault_in(const Rows& rows, Likelihood likelihood, bool gaps) {
  const bool bernoulli = likelihood == Likelihood::bernoulli;
  return with_values(rows, [&](const auto* values) -> std::optional<Fault> {
    for (Index row = 0; row < rows.count; ++row)
      for (Index column = 0; column < rows.features; ++column) {
        const double x = number(*values++);
        if (gaps && std::isnan(x)) continue;
        auto kind = range_fault(x);
        if (!kind && bernoulli && (x < 0 || x > 1)) kind = Fault::Kind::outside_unit_interval;
        if (kind) return Fault{*kind, static_cast<std::uint64_t>(row), column, x};
      }
    return std::nullopt;
  });
}

}  // namespace vae1
