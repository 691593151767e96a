#include "core/features/encoders/images/towerreader.h"

#include "core/common/error.h"
#include "core/features/encoders/text/encoderweights.h"

#include <algorithm>
#include <cmath>

namespace aisle {

bool TowerReader::has(const std::string &name) const
{
    return m_files.weights.has(m_prefix + name);
}

const std::vector<std::int64_t> &TowerReader::shape(const std::string &name) const
{
    return m_files.weights.shape(m_prefix + name);
}

at::Tensor TowerReader::tensor(const std::string &name, const std::vector<std::int64_t> &shape) const
{
    const auto full = m_prefix + name;
    m_read.insert(full);
    const auto values = m_files.weights.values(full, shape);
    return viewOf(values, m_files.weights.shape(full)).clone().to(m_files.device);
}

at::Tensor TowerReader::table(const std::string &name, std::int64_t columns) const
{
    std::vector<std::int64_t> asked(std::max<std::size_t>(shape(name).size(), 1), 1);
    asked.back() = columns;
    if (asked.size() > 1)
        asked[asked.size() - 2] = -1;
    return tensor(name, asked).view({-1, columns});
}

void TowerReader::demandAllRead(const QString &kind, const std::vector<std::string> &heads) const
{
    for (const auto &name : m_files.weights.names()) {
        if (!name.starts_with(m_prefix) || m_read.contains(name) || name.ends_with("num_batches_tracked") ||
            name.ends_with("position_ids"))
            continue;
        const auto own = name.substr(m_prefix.size());
        if (std::ranges::none_of(heads, [&](const std::string &head) { return own.starts_with(head); }))
            throw Error("tower.tensor",
                        QT_TRANSLATE_NOOP("Error", "%1 looks like %3, but has a tensor %2 that such a network does not "
                                                   "have here: its vectors would be wrong. Choose another encoder."),
                        {m_files.weights.file(), QString::fromStdString(name), kind});
    }
}

at::Tensor Convolution::operator()(const at::Tensor &x) const
{
    return at::conv2d(x, weight, bias, {stride, stride}, {padding, padding}, {1, 1}, groups);
}

Convolution readConvolution(const TowerReader &reader, const std::string &name, const ConvolutionForm &form)
{
    const auto full = name + ".weight";
    const auto &shape = reader.shape(full);
    Convolution made;
    made.stride = form.stride;
    const bool isGrouped = form.isGrouped && shape.size() == 4 && shape[1] > 0 && form.from % shape[1] == 0 &&
                           shape[0] % (form.from / shape[1]) == 0;
    const auto inGroup = isGrouped ? shape[1] : form.from;
    made.groups = form.from / inGroup;
    made.weight = reader.tensor(full, {form.to, inGroup, form.size, shape.size() == 4 ? shape[2] : form.size});
    if (form.keepsSize)
        made.padding = (made.weight.size(2) - 1) / 2;
    if (reader.has(name + ".bias"))
        made.bias = reader.tensor(name + ".bias", {made.to()});
    return made;
}

Convolution readNormed(const TowerReader &reader, const std::string &name, const std::string &norm,
                       const ConvolutionForm &form, double epsilon)
{
    auto made = readConvolution(reader, name, form);
    const auto part = [&](const char *which) { return reader.tensor(norm + which, {made.to()}).to(at::kDouble); };
    const auto factor = part(".weight") / (part(".running_var") + epsilon).sqrt();
    auto summand = part(".bias") - part(".running_mean") * factor;
    if (made.bias.defined())
        summand += made.bias.to(at::kDouble) * factor;
    made.weight = (made.weight.to(at::kDouble) * factor.view({-1, 1, 1, 1})).to(at::kFloat);
    made.bias = summand.to(at::kFloat);
    return made;
}

at::Tensor meanOfPlanes(const at::Tensor &x)
{
    return x.mean({2, 3});
}

} // namespace aisle
