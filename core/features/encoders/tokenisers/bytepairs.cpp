#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/subwords.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <queue>

namespace aisle {

namespace {

/// Two neighbours that become one token. Those learnt first are merged first, and of those the leftmost.
struct Merge
{
    std::int32_t rank = 0;
    std::int32_t token = 0;
    std::int32_t at = 0; ///< of the left one

    bool operator<(const Merge &other) const
    {
        return rank != other.rank ? rank > other.rank : at > other.at; // the queue's top is its greatest
    }
};

struct Symbol
{
    std::int32_t token = 0;
    std::int32_t before = -1, after = -1;
    bool gone = false;
};

class BytePairs : public Subwords
{
public:
    explicit BytePairs(const TokeniserPart &part)
        : Subwords(Vocabulary::read(part, "vocab")), m_prefix(part.text("continuing_subword_prefix", "")),
          m_suffix(part.text("end_of_word_suffix", "")), m_fusesUnknown(part.flag("fuse_unk", false)),
          m_fallsBack(part.flag("byte_fallback", false)), m_ignoresMerges(part.flag("ignore_merges", false))
    {
        if (part.has("unk_token")) {
            m_unknown = m_vocabulary.id(part.text("unk_token"));
            if (!m_unknown)
                part.refuse(QStringLiteral("its unknown token \"%1\" is not in its vocabulary")
                                .arg(QString::fromStdString(part.text("unk_token"))));
        }
        readMerges(part);
    }

    void cut(std::string_view word, std::vector<std::int32_t> &ids) const override
    {
        if (m_ignoresMerges) {
            if (const auto whole = m_vocabulary.id(word)) {
                ids.push_back(*whole);
                return;
            }
        }
        auto symbols = symbolsOf(word);
        mergeAll(symbols);
        for (const auto &symbol : symbols)
            if (!symbol.gone)
                ids.push_back(symbol.token);
    }

private:
    static std::uint64_t pairOf(std::int32_t left, std::int32_t right)
    {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
    }

    void readMerges(const TokeniserPart &part)
    {
        std::int32_t rank = 0;
        for (const auto &merge : part.value("merges").toArray()) {
            const auto listed = merge.toArray();
            const auto written = merge.toString();
            const auto space = written.indexOf(QLatin1Char(' '));
            const auto left = (merge.isArray() ? listed.at(0).toString() : written.left(space)).toStdString();
            const auto right = (merge.isArray() ? listed.at(1).toString() : written.mid(space + 1)).toStdString();
            const auto wrong = [&](const QString &what) {
                part.refuse(QStringLiteral("its merge %1 %2").arg(rank + 1).arg(what));
            };
            if (merge.isArray() ? listed.size() != 2 : space < 0 || written.indexOf(QLatin1Char(' '), space + 1) >= 0)
                wrong(QStringLiteral("is no pair of tokens"));
            const auto cutOff = std::min(m_prefix.size(), right.size());
            const auto a = m_vocabulary.id(left), b = m_vocabulary.id(right);
            const auto both = m_vocabulary.id(left + right.substr(cutOff));
            if (!a || !b || !both)
                wrong(QStringLiteral("names a token that is not in its vocabulary"));
            m_merges.insert_or_assign(pairOf(*a, *b), Merge{.rank = rank, .token = *both});
            ++rank;
        }
    }

    /// A token a character, bytes or the unknown token for those that have none.
    std::vector<Symbol> symbolsOf(std::string_view word) const
    {
        std::vector<std::int32_t> tokens;
        bool pending = false; // an unknown token waits for more to be fused with it
        const auto flush = [&] {
            if (pending)
                tokens.push_back(*m_unknown);
            pending = false;
        };
        for (std::size_t at = 0; at < word.size();) {
            const auto length = characters::lengthAt(word, at);
            std::string text = at > 0 ? m_prefix : std::string();
            text += word.substr(at, length);
            at += length;
            if (at == word.size())
                text += m_suffix;
            if (const auto id = m_vocabulary.id(text)) {
                flush();
                tokens.push_back(*id);
            } else if ((!m_fallsBack || !m_vocabulary.addBytes(text, tokens)) && m_unknown) {
                if (!m_fusesUnknown)
                    flush();
                pending = true;
            }
        }
        flush();
        std::vector<Symbol> symbols;
        const auto count = static_cast<std::int32_t>(tokens.size());
        for (std::int32_t i = 0; i < count; ++i)
            symbols.push_back(
                {.token = tokens[static_cast<std::size_t>(i)], .before = i - 1, .after = i + 1 < count ? i + 1 : -1});
        return symbols;
    }

    void mergeAll(std::vector<Symbol> &symbols) const
    {
        std::priority_queue<Merge> queue;
        const auto offer = [&](std::int32_t left, std::int32_t right) {
            if (left < 0 || right < 0)
                return;
            const auto found = m_merges.find(
                pairOf(symbols[static_cast<std::size_t>(left)].token, symbols[static_cast<std::size_t>(right)].token));
            if (found != m_merges.end())
                queue.push({.rank = found->second.rank, .token = found->second.token, .at = left});
        };
        for (std::int32_t i = 0; i + 1 < static_cast<std::int32_t>(symbols.size()); ++i)
            offer(i, i + 1);
        while (!queue.empty()) {
            const auto merge = queue.top();
            queue.pop();
            auto &left = symbols[static_cast<std::size_t>(merge.at)];
            if (left.gone || left.after < 0)
                continue;
            auto &right = symbols[static_cast<std::size_t>(left.after)];
            const auto found = m_merges.find(pairOf(left.token, right.token));
            if (found == m_merges.end() || found->second.token != merge.token)
                continue; // something else was merged there meanwhile
            left.token = merge.token;
            left.after = right.after;
            right.gone = true;
            if (left.after >= 0)
                symbols[static_cast<std::size_t>(left.after)].before = merge.at;
            offer(left.before, merge.at);
            offer(merge.at, left.after);
        }
    }

    std::string m_prefix, m_suffix;
    bool m_fusesUnknown, m_fallsBack, m_ignoresMerges;
    std::unordered_map<std::uint64_t, Merge> m_merges; ///< `at` is not used
};

} // namespace

std::unique_ptr<Subwords> readBytePairs(const TokeniserPart &part)
{
    return std::make_unique<BytePairs>(part);
}

} // namespace aisle
