#include "core/features/encoders/text/encoderweights.h"

#include "core/common/error.h"

#include <QFileInfo>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

QString written(const std::vector<std::int64_t> &shape)
{
    QStringList extents;
    for (const auto extent : shape)
        extents << (extent < 0 ? QStringLiteral("any") : QString::number(extent));
    return QStringLiteral("[%1]").arg(extents.join(QStringLiteral(" x ")));
}

} // namespace

EncoderWeights EncoderWeights::open(const QString &folder)
{
    const auto path = folder + QStringLiteral("/model.safetensors");
    if (!QFileInfo::exists(path))
        throw Error("encoder.no-weights",
                    QT_TRANSLATE_NOOP("Error",
                                      "The folder %1 has no model.safetensors: Aisle reads an encoder's weights "
                                      "from this one file."),
                    {folder});
    return {SafeTensors::open(path), path, true};
}

EncoderWeights EncoderWeights::ofFile(const QString &path)
{
    return {SafeTensors::open(path), path, false};
}

std::optional<std::string> EncoderWeights::prefixOf(const std::string &name) const
{
    std::optional<std::string> shortest;
    for (const auto &tensor : m_file.names())
        if (tensor.ends_with(name) &&
            (tensor.size() == name.size() || tensor[tensor.size() - name.size() - 1] == '.') &&
            (!shortest || tensor.size() - name.size() < shortest->size()))
            shortest = tensor.substr(0, tensor.size() - name.size());
    return shortest;
}

void EncoderWeights::demandShape(const std::string &name, const std::vector<std::int64_t> &shape) const
{
    const auto &found = m_file.shape(name);
    if (std::ranges::equal(found, shape, [](auto is, auto asked) { return asked < 0 ? is > 0 : is == asked; }))
        return;
    if (!m_hasConfig)
        throw Error("encoder.tensor-shape",
                    QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has the shape %3 where %4 is needed: the file is "
                                               "damaged, or of another network than its names say."),
                    {m_path, QString::fromStdString(name), written(found), written(shape)});
    throw Error("encoder.shape",
                QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has the shape %3 where %4 is needed: its config "
                                           "belongs to other weights."),
                {m_path, QString::fromStdString(name), written(found), written(shape)});
}

std::vector<float> EncoderWeights::values(const std::string &name, const std::vector<std::int64_t> &shape) const
{
    demandShape(name, shape);
    if (m_file.type(name) == "I8") {
        const auto whole = m_file.integers(name);
        return {whole.begin(), whole.end()};
    }
    auto values = m_file.values(name);
    const auto wrong = std::ranges::find_if(values, [](float value) { return !std::isfinite(value); });
    if (wrong != values.end())
        throw Error(
            "encoder.not-finite",
            QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has no number at place %3: the weights are damaged."),
            {m_path, QString::fromStdString(name), QString::number(wrong - values.begin() + 1)});
    return values;
}

std::vector<std::int64_t> EncoderWeights::wholeNumbers(const std::string &name,
                                                       const std::vector<std::int64_t> &shape) const
{
    demandShape(name, shape);
    return m_file.integers(name);
}

} // namespace aisle
