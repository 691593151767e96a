#include "core/features/encoders/text/encoderlayout.h"

#include "core/common/error.h"
#include "core/features/encoders/jsonfile.h"

#include <QFileInfo>
#include <cmath>
#include <map>

namespace aisle {

namespace {

std::optional<std::int64_t> wholeNumberOf(const QJsonValue &value)
{
    constexpr double kMost = 1e9;
    const double number = value.toDouble(0);
    const bool isWhole = number >= 1 && number <= kMost && number == std::floor(number);
    return isWhole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

TokenPooling poolingOf(const QString &mode, const QString &file)
{
    static const std::map<QString, TokenPooling> kModes{
        {QStringLiteral("cls"), TokenPooling::First},
        {QStringLiteral("max"), TokenPooling::Greatest},
        {QStringLiteral("mean"), TokenPooling::Mean},
        {QStringLiteral("mean_sqrt_len_tokens"), TokenPooling::MeanByRoot}};
    const auto found = kModes.find(mode);
    if (found == kModes.end())
        throw Error("encoder.pooling",
                    QT_TRANSLATE_NOOP("Error", "%1 pools by \"%2\", which Aisle does not have: mean, cls and max are "
                                               "there."),
                    {file, mode});
    return found->second;
}

/// `pooling_mode` as a text or list, or a flag a mode as it was written before.
std::vector<TokenPooling> readPooling(const QString &file)
{
    const auto config = jsonFile(file);
    std::vector<TokenPooling> pooling;
    const auto named = config.value(QStringLiteral("pooling_mode"));
    if (named.isString())
        return {poolingOf(named.toString(), file)};
    for (const auto &mode : named.toArray())
        pooling.push_back(poolingOf(mode.toString(), file));
    constexpr const char *kFlags[][2] = {{"pooling_mode_cls_token", "cls"},
                                         {"pooling_mode_max_tokens", "max"},
                                         {"pooling_mode_mean_tokens", "mean"},
                                         {"pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens"},
                                         {"pooling_mode_weightedmean_tokens", "weightedmean"},
                                         {"pooling_mode_lasttoken", "lasttoken"}};
    for (const auto &[flag, mode] : kFlags)
        if (config.value(QString::fromLatin1(flag)).toBool(false))
            pooling.push_back(poolingOf(QString::fromLatin1(mode), file));
    return pooling.empty() ? std::vector{TokenPooling::Mean} : pooling;
}

QString within(const QString &folder, const QJsonObject &module)
{
    const auto path = module.value(QStringLiteral("path")).toString();
    return path.isEmpty() || path == QStringLiteral(".") ? folder : folder + QLatin1Char('/') + path;
}

/// modules.json: a list of what a text goes through.
void readModules(EncoderLayout &layout, const QString &folder)
{
    const auto file = folder + QStringLiteral("/modules.json");
    for (const auto &entry : optionalJsonList(file)) {
        const auto module = entry.toObject();
        const auto type = module.value(QStringLiteral("type")).toString();
        const auto kind = type.section(QLatin1Char('.'), -1);
        const auto place = within(folder, module);
        if (kind == QStringLiteral("Transformer")) {
            layout.folder = place;
        } else if (kind == QStringLiteral("StaticEmbedding")) {
            layout.folder = place;
            layout.isTable = layout.keepsUnknown = true;
        } else if (kind == QStringLiteral("Pooling")) {
            layout.pooling = readPooling(place + QStringLiteral("/config.json"));
        } else if (kind == QStringLiteral("Dense")) {
            layout.steps.push_back({.dense = place});
        } else if (kind == QStringLiteral("Normalize")) {
            layout.steps.push_back({});
        } else {
            throw Error("encoder.module",
                        QT_TRANSLATE_NOOP("Error", "%1 asks for a module %2, which Aisle does not have: choose another "
                                                   "encoder."),
                        {file, type});
        }
    }
}

void readLimits(EncoderLayout &layout)
{
    const auto sentences = optionalJsonFile(layout.folder + QStringLiteral("/sentence_bert_config.json"));
    const auto tokeniser = optionalJsonFile(layout.folder + QStringLiteral("/tokenizer_config.json"));
    layout.lowercase = sentences.value(QStringLiteral("do_lower_case")).toBool(false);
    layout.longest = wholeNumberOf(sentences.value(QStringLiteral("max_seq_length")));
    if (!layout.longest)
        layout.longest = wholeNumberOf(tokeniser.value(QStringLiteral("model_max_length")));
}

} // namespace

std::int64_t EncoderLayout::number(const char *key) const
{
    const auto found = wholeNumberOf(config.value(QString::fromLatin1(key)));
    if (!found)
        throw Error("encoder.config",
                    QT_TRANSLATE_NOOP("Error", "%1 has no sound \"%2\": a whole number from 1 up is needed."),
                    {configFile(), QString::fromLatin1(key)});
    return *found;
}

EncoderLayout readEncoderLayout(const QString &folder)
{
    if (!QFileInfo(folder).isDir())
        throw Error("encoder.no-folder",
                    QT_TRANSLATE_NOOP("Error", "There is no folder %1: name the folder of an encoder, with "
                                               "model.safetensors, config.json and tokenizer.json."),
                    {folder});
    EncoderLayout layout;
    layout.folder = folder;
    readModules(layout, folder);
    layout.config = optionalJsonFile(layout.configFile());
    if (layout.config.value(QStringLiteral("model_type")).toString() == QStringLiteral("model2vec")) {
        layout.isTable = true;
        layout.keepsUnknown = false;
    }
    readLimits(layout);
    return layout;
}

} // namespace aisle
