#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/subwords.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace aisle {

namespace {

class Unigram : public Subwords
{
public:
    explicit Unigram(const TokeniserPart &part) : Subwords({}), m_fallsBack(part.flag("byte_fallback", false))
    {
        double least = std::numeric_limits<double>::infinity();
        for (const auto &entry : part.value("vocab").toArray()) {
            const auto piece = entry.toArray();
            const auto score = piece.at(1).toDouble(std::nan(""));
            if (piece.size() != 2 || !piece.at(0).isString() || std::isnan(score))
                part.refuse(
                    QStringLiteral("entry %1 of its vocab is no token with its score").arg(m_tokens.size() + 1));
            m_vocabulary.add(piece.at(0).toString().toStdString(), static_cast<std::int32_t>(m_tokens.size()));
            m_tokens.push_back(piece.at(0).toString().toStdString());
            m_scores.push_back(score);
            least = std::min(least, score);
        }
        if (m_tokens.empty())
            part.refuse(QStringLiteral("its Unigram has no tokens"));
        if (part.has("unk_id")) {
            m_unknown = part.number("unk_id");
            if (static_cast<std::size_t>(*m_unknown) >= m_tokens.size())
                part.refuse(
                    QStringLiteral("its unk_id %1 is beyond its %2 tokens").arg(*m_unknown).arg(m_tokens.size()));
        }
        constexpr double kUnknownPenalty = 10; // SentencePiece's
        m_unknownScore = least - kUnknownPenalty;
        m_sorted.resize(m_tokens.size());
        std::iota(m_sorted.begin(), m_sorted.end(), 0);
        std::ranges::sort(m_sorted,
                          [&](auto a, auto b) { return std::tie(m_tokens[a], a) < std::tie(m_tokens[b], b); });
    }

    void cut(std::string_view word, std::vector<std::int32_t> &ids) const override
    {
        for (const auto &part : bestParts(word)) {
            if (const auto id = m_vocabulary.id(part))
                ids.push_back(*id);
            else if ((!m_fallsBack || !m_vocabulary.addBytes(part, ids)) && m_unknown)
                ids.push_back(*m_unknown);
        }
    }

private:
    /// The best way to a place in the word.
    struct Place
    {
        double score = 0;
        std::size_t from = kNone;
        std::int32_t token = 0;
        static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

        void offer(double other, std::size_t begin, std::int32_t id)
        {
            if (from == kNone || other > score)
                *this = {.score = other, .from = begin, .token = id};
        }
    };

    /// The tokens that `text` begins with, shortest first: a range of the sorted tokens is narrowed byte by byte.
    template <class Found>
    void eachBeginning(std::string_view text, const Found &found) const
    {
        auto first = m_sorted.begin(), last = m_sorted.end();
        for (std::size_t depth = 0; depth < text.size() && first != last; ++depth) {
            const auto byteOf = [&](std::uint32_t token) {
                const auto &bytes = m_tokens[token];
                return depth < bytes.size() ? static_cast<std::uint8_t>(bytes[depth]) : -1;
            };
            const int wanted = static_cast<std::uint8_t>(text[depth]);
            first = std::partition_point(first, last, [&](auto token) { return byteOf(token) < wanted; });
            last = std::partition_point(first, last, [&](auto token) { return byteOf(token) <= wanted; });
            if (first != last && m_tokens[*first].size() == depth + 1)
                found(depth + 1, m_tokens[*first]);
        }
    }

    std::vector<Place> placesOf(std::string_view word) const
    {
        std::vector<Place> places(word.size() + 1);
        for (std::size_t at = 0; at < word.size();) {
            const auto here = places[at].score;
            const auto character = characters::lengthAt(word, at);
            bool single = false;
            eachBeginning(word.substr(at), [&](std::size_t length, const std::string &token) {
                const auto id = *m_vocabulary.id(token);
                places[at + length].offer(here + m_scores[static_cast<std::size_t>(id)], at, id);
                single = single || length == character;
            });
            if (!single)
                places[at + character].offer(here + m_unknownScore, at, m_unknown.value_or(-1));
            at += character;
        }
        return places;
    }

    /// Neighbours without a token are one part.
    std::vector<std::string_view> bestParts(std::string_view word) const
    {
        const auto places = placesOf(word);
        std::vector<std::string_view> parts;
        bool fuses = false;
        for (auto end = word.size(); end > 0;) {
            const auto &place = places[end];
            const bool unknown = place.token == m_unknown.value_or(-1);
            const auto part = word.substr(place.from, end - place.from);
            if (unknown && fuses)
                parts.back() = word.substr(place.from, part.size() + parts.back().size());
            else
                parts.push_back(part);
            fuses = unknown;
            end = place.from;
        }
        std::ranges::reverse(parts);
        return parts;
    }

    bool m_fallsBack;
    std::vector<std::string> m_tokens;
    std::vector<double> m_scores;
    std::vector<std::uint32_t> m_sorted; ///< token ids by their bytes
    double m_unknownScore = 0;
};

} // namespace

std::unique_ptr<Subwords> readUnigram(const TokeniserPart &part)
{
    return std::make_unique<Unigram>(part);
}

} // namespace aisle
