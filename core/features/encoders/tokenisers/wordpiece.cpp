#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/subwords.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

namespace aisle {

namespace {

std::int32_t unknownOf(const TokeniserPart &part, const Vocabulary &vocabulary, const std::string &token)
{
    const auto id = vocabulary.id(token);
    if (!id)
        part.refuse(
            QStringLiteral("its unknown token \"%1\" is not in its vocabulary").arg(QString::fromStdString(token)));
    return *id;
}

class WordPiece : public Subwords
{
public:
    explicit WordPiece(const TokeniserPart &part)
        : Subwords(Vocabulary::read(part, "vocab")), m_prefix(part.text("continuing_subword_prefix", "##")),
          m_longest(part.has("max_input_chars_per_word")
                        ? static_cast<std::size_t>(part.number("max_input_chars_per_word"))
                        : kLongest)
    {
        m_unknown = unknownOf(part, m_vocabulary, part.text("unk_token", "[UNK]"));
    }

    void cut(std::string_view word, std::vector<std::int32_t> &ids) const override
    {
        const auto before = ids.size();
        bool known = characters::count(word) <= m_longest;
        for (std::size_t begin = 0; known && begin < word.size();) {
            const auto length = longestAt(word, begin, ids);
            known = length > 0;
            begin += length;
        }
        if (!known) {
            ids.resize(before);
            ids.push_back(*m_unknown);
        }
    }

private:
    static constexpr std::size_t kLongest = 100;

    /// Bytes of the longest token there, whose id is appended; 0: none.
    std::size_t longestAt(std::string_view word, std::size_t begin, std::vector<std::int32_t> &ids) const
    {
        std::string part = begin > 0 ? m_prefix : std::string();
        const auto prefix = part.size();
        part += word.substr(begin);
        for (auto length = part.size() - prefix; length > 0; --length) {
            const bool isBoundary = begin + length == word.size() || (word[begin + length] & 0xc0) != 0x80;
            if (!isBoundary)
                continue;
            if (const auto id = m_vocabulary.id(std::string_view(part).substr(0, prefix + length))) {
                ids.push_back(*id);
                return length;
            }
        }
        return 0;
    }

    std::string m_prefix;
    std::size_t m_longest; ///< characters of a word; longer ones are unknown
};

class WordLevel : public Subwords
{
public:
    explicit WordLevel(const TokeniserPart &part) : Subwords(Vocabulary::read(part, "vocab"))
    {
        m_unknown = unknownOf(part, m_vocabulary, part.text("unk_token", "<unk>"));
    }
    void cut(std::string_view word, std::vector<std::int32_t> &ids) const override
    {
        ids.push_back(m_vocabulary.id(word).value_or(*m_unknown));
    }
};

} // namespace

std::unique_ptr<Subwords> readWordPiece(const TokeniserPart &part)
{
    return std::make_unique<WordPiece>(part);
}

std::unique_ptr<Subwords> readWordLevel(const TokeniserPart &part)
{
    return std::make_unique<WordLevel>(part);
}

} // namespace aisle
