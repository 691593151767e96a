#pragma once
#include "core/features/encoders/tokenisers/vocabulary.h"

#include <memory>

namespace aisle {

/// Cuts a word into the tokens that an encoder has vectors of. Thread-safe.
class Subwords
{
public:
    explicit Subwords(Vocabulary vocabulary) : m_vocabulary(std::move(vocabulary)) {}
    virtual ~Subwords() = default;
    Subwords(const Subwords &) = delete;
    Subwords &operator=(const Subwords &) = delete;

    /// Appends the word's ids.
    virtual void cut(std::string_view word, std::vector<std::int32_t> &ids) const = 0;
    /// What stands for what has no token; absent where the tokeniser names none.
    std::optional<std::int32_t> unknown() const { return m_unknown; }
    const Vocabulary &vocabulary() const { return m_vocabulary; }

protected:
    Vocabulary m_vocabulary;
    std::optional<std::int32_t> m_unknown;
};

/// The `model` of a tokenizer.json. @throws Error tokeniser.unknown, tokeniser.damaged
std::unique_ptr<Subwords> readSubwords(const TokeniserPart &part);

/// Longest first from the left (Schuster & Nakajima 2012, Devlin et al. 2019).
std::unique_ptr<Subwords> readWordPiece(const TokeniserPart &part);
/// A word is a token or unknown.
std::unique_ptr<Subwords> readWordLevel(const TokeniserPart &part);
/// Byte pair encoding (Sennrich et al. 2016), also over bytes as GPT-2 writes them. Dropout belongs to training:
/// ignored.
std::unique_ptr<Subwords> readBytePairs(const TokeniserPart &part);
/// The most probable tokens under a unigram model (Kudo 2018), by Viterbi.
std::unique_ptr<Subwords> readUnigram(const TokeniserPart &part);

} // namespace aisle
