#include "core/features/encoders/text/textencoder.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kTokenisedAtOnce = 2048; // texts between two looks at the job
constexpr double kTokenisedBy = 0.05;          // share of the work

void demandVectors(const TokenisedText &text, std::int64_t vectors, const QString &file)
{
    for (const auto id : text.ids)
        if (id >= vectors)
            throw Error("encoder.token",
                        QT_TRANSLATE_NOOP("Error",
                                          "The tokeniser gives the token %2, but %1 has vectors for %3 [token|tokens] "
                                          "only: the two do not belong together."),
                        {file, QString::number(id), QString::number(vectors)});
}

} // namespace

std::vector<TokenisedText> TextEncoder::allTokens(std::span<const std::string> texts, JobContext &job) const
{
    std::vector<TokenisedText> tokenised(texts.size());
    for (std::size_t begin = 0; begin < texts.size(); begin += kTokenisedAtOnce) {
        job.checkpoint();
        const auto count = std::min(kTokenisedAtOnce, texts.size() - begin);
        constexpr std::size_t kGrain = 32;
        parallelFor(count, kGrain, [&](std::size_t from, std::size_t to, int) {
            for (auto i = begin + from; i < begin + to; ++i)
                tokenised[i] = tokens(texts[i]);
        });
        job.progress(static_cast<double>(begin + count) / static_cast<double>(texts.size()),
                     QStringLiteral("reading texts"));
    }
    for (const auto &text : tokenised)
        demandVectors(text, tokenVectors(), weightsFile());
    return tokenised;
}

std::vector<float> TextEncoder::encodeTokens(std::span<const TokenisedText> texts, Device device, JobContext &job) const
{
    std::vector<float> vectors(texts.size() * static_cast<std::size_t>(dims()));
    computeOn(device, [&] { embed(texts, vectors, device, job); });
    return vectors;
}

EncodedTexts TextEncoder::encode(std::span<const std::string> texts, Device device, JobContext &job) const
{
    EncodedTexts encoded;
    PartOfJob reading(job, 0, kTokenisedBy), rest(job, kTokenisedBy, 1);
    const auto tokenised = allTokens(texts, reading);
    for (const auto &text : tokenised) {
        encoded.words += text.words;
        encoded.unknownWords += text.unknownWords;
    }
    encoded.vectors = encodeTokens(tokenised, device, rest);
    return encoded;
}

} // namespace aisle
