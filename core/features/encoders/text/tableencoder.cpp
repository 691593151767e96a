#include "core/features/encoders/text/tableencoder.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/encoderweights.h"
#include "core/features/encoders/tokenisers/characters.h"
#include "core/jobs/jobcontext.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr std::size_t kLongest = 512; // model2vec's, where its config says nothing

/// The tensor with the rows; absent where there is none.
std::optional<std::string> tableOf(const EncoderWeights &weights)
{
    for (const char *name : {"embeddings", "embedding.weight"})
        if (weights.has(name))
            return name;
    return {};
}

class TableEncoder : public TextEncoder
{
public:
    explicit TableEncoder(const EncoderLayout &layout)
        : m_tokeniser(TextTokeniser::open(layout.folder, layout.lowercase)), m_dropsUnknown(!layout.keepsUnknown)
    {
        const auto weights = EncoderWeights::open(layout.folder);
        m_file = weights.file();
        const auto name = tableOf(weights);
        if (!name)
            throw Error("encoder.no-table",
                        QT_TRANSLATE_NOOP("Error", "%1 has no tensor embeddings: a table of tokens needs it."),
                        {m_file});
        m_rows = weights.values(*name, {-1, -1});
        m_rowCount = weights.shape(*name)[0];
        m_dims = weights.shape(*name)[1];
        if (weights.has("mapping"))
            readMapping(weights);
        m_tokens = m_mapping.empty() ? m_rowCount : static_cast<std::int64_t>(m_mapping.size());
        if (weights.has("weights"))
            m_weights = weights.values("weights", {m_tokens});
        readConfig(layout);
    }

    std::int64_t dims() const override { return m_dims; }

    TokenisedText tokens(std::string_view text) const override
    {
        auto tokenised = m_tokeniser.tokens(beginning(text), {.longest = m_longest, .special = false});
        if (m_dropsUnknown && m_tokeniser.unknown()) {
            std::erase(tokenised.ids, *m_tokeniser.unknown());
            tokenised.types.resize(tokenised.ids.size());
        }
        return tokenised;
    }

protected:
    std::int64_t tokenVectors() const override { return m_tokens; }
    QString weightsFile() const override { return m_file; }

    void embed(std::span<const TokenisedText> texts, std::span<float> vectors, Device, JobContext &job) const override
    {
        constexpr std::size_t kAtOnce = 4096, kGrain = 64;
        for (std::size_t begin = 0; begin < texts.size(); begin += kAtOnce) {
            job.checkpoint();
            const auto count = std::min(kAtOnce, texts.size() - begin);
            parallelFor(count, kGrain, [&](std::size_t from, std::size_t to, int) {
                for (auto i = begin + from; i < begin + to; ++i)
                    average(texts[i].ids,
                            vectors.subspan(i * static_cast<std::size_t>(m_dims), static_cast<std::size_t>(m_dims)));
            });
            job.progress(static_cast<double>(begin + count) / static_cast<double>(texts.size()),
                         QStringLiteral("encoding texts"));
        }
    }

private:
    void readMapping(const EncoderWeights &weights)
    {
        m_mapping = weights.wholeNumbers("mapping", {-1});
        const auto wrong = std::ranges::find_if(m_mapping, [&](auto row) { return row < 0 || row >= m_rowCount; });
        if (wrong != m_mapping.end())
            throw Error("encoder.mapping",
                        QT_TRANSLATE_NOOP("Error", "%1 maps the token %2 to row %3, but its table ends with row %4."),
                        {m_file, QString::number(wrong - m_mapping.begin()), QString::number(*wrong),
                         QString::number(m_rowCount - 1)});
    }

    void readConfig(const EncoderLayout &layout)
    {
        // Steps of modules.json count where model2vec's own config says nothing.
        const auto key = QStringLiteral("normalize");
        auto normalize = layout.config.value(key);
        if (normalize.isUndefined())
            normalize =
                optionalJsonFile(layout.folder + QStringLiteral("/config_sentence_transformers.json")).value(key);
        if (normalize.isUndefined())
            normalize = !layout.steps.empty() && layout.steps.back().dense.isEmpty();
        m_normalises = normalize.toBool();
        if (m_dropsUnknown) {
            const auto longest = layout.config.value(QStringLiteral("max_length"));
            m_longest = longest.isUndefined() ? kLongest : static_cast<std::size_t>(std::max(longest.toInt(), 0));
            m_mostCharacters = m_longest * m_tokeniser.medianTokenLength();
        }
    }

    /// What is read of a text that is longer than any that counts.
    std::string_view beginning(std::string_view text) const
    {
        if (m_mostCharacters == 0 || text.size() <= m_mostCharacters)
            return text;
        std::size_t at = 0;
        for (std::size_t character = 0; character < m_mostCharacters && at < text.size(); ++character)
            characters::next(text, at);
        return text.substr(0, at);
    }

    void average(std::span<const std::int32_t> ids, std::span<float> vector) const
    {
        if (ids.empty())
            return;
        std::vector<double> sum(vector.size());
        for (const auto id : ids) {
            const auto token = static_cast<std::size_t>(id);
            const auto row = m_mapping.empty() ? token : static_cast<std::size_t>(m_mapping[token]);
            const double weight = m_weights.empty() ? 1 : m_weights[token];
            for (std::size_t d = 0; d < sum.size(); ++d)
                sum[d] += weight * m_rows[row * sum.size() + d];
        }
        double square = 0;
        for (auto &value : sum) {
            value /= static_cast<double>(ids.size());
            square += value * value;
        }
        const double length = m_normalises && square > 0 ? std::sqrt(square) : 1;
        for (std::size_t d = 0; d < sum.size(); ++d)
            vector[d] = static_cast<float>(sum[d] / length);
    }

    TextTokeniser m_tokeniser;
    QString m_file;
    bool m_dropsUnknown;
    bool m_normalises = false;
    std::size_t m_longest = 0, m_mostCharacters = 0; ///< 0: no limit
    std::vector<float> m_rows;
    std::vector<float> m_weights;        ///< [tokens], or empty
    std::vector<std::int64_t> m_mapping; ///< [tokens], or empty: a row a token
    std::int64_t m_rowCount = 0, m_dims = 0, m_tokens = 0;
};

} // namespace

bool isTokenTable(const EncoderLayout &layout)
{
    return !layout.config.contains(QStringLiteral("model_type")) &&
           QFileInfo::exists(layout.folder + QStringLiteral("/model.safetensors")) &&
           tableOf(EncoderWeights::open(layout.folder)).has_value();
}

std::unique_ptr<const TextEncoder> makeTableEncoder(const EncoderLayout &layout)
{
    return std::make_unique<TableEncoder>(layout);
}

} // namespace aisle
