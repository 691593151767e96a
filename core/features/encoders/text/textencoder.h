#pragma once
#include "core/features/encoders/tokenisers/texttokeniser.h"
#include "core/numeric/device.h"

#include <span>
#include <string>

namespace aisle {

class JobContext;

/// Vectors of texts.
struct EncodedTexts
{
    std::vector<float> vectors; ///< [texts x dims], row-major
    std::size_t words = 0;      ///< of all texts
    std::size_t unknownWords = 0;

    /// The share of the words that the encoder does not know, 0..1: of a Chinese catalogue under an English encoder
    /// almost 1.
    double unknownShare() const
    {
        return words == 0 ? 0 : static_cast<double>(unknownWords) / static_cast<double>(words);
    }
};

/// Turns texts into vectors. Thread-safe.
class TextEncoder
{
public:
    virtual ~TextEncoder() = default;
    TextEncoder(const TextEncoder &) = delete;
    TextEncoder &operator=(const TextEncoder &) = delete;

    virtual std::int64_t dims() const = 0;
    /// The ids that the encoder sees, with the special ones, cut at its longest text. @param text  UTF-8
    virtual TokenisedText tokens(std::string_view text) const = 0;
    /// A vector a text; an empty one is its special tokens alone. Texts are taken by length, so that none waits for a
    /// longer one; the vectors stand in the order of the texts.
    /// @throws Error encoder.token (a token without vector), device.out-of-memory, memory.out; Cancelled
    EncodedTexts encode(std::span<const std::string> texts, Device device, JobContext &job) const;
    /// The two halves of encode(). @throws the same
    std::vector<TokenisedText> allTokens(std::span<const std::string> texts, JobContext &job) const;
    std::vector<float> encodeTokens(std::span<const TokenisedText> texts, Device device, JobContext &job) const;

protected:
    TextEncoder() = default;
    /// @param vectors  [texts x dims] of 0, to be written
    virtual void embed(std::span<const TokenisedText> texts, std::span<float> vectors, Device device,
                       JobContext &job) const = 0;
    virtual std::int64_t tokenVectors() const = 0; ///< how many tokens have one
    virtual QString weightsFile() const = 0;
};

} // namespace aisle
