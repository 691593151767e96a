#include "core/recommend/memberrun.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/recommend/ranking.h"
#include "core/recommend/registry.h"

#include <QBuffer>
#include <QJsonDocument>
#include <algorithm>
#include <limits>

namespace aisle {

namespace {

constexpr std::string_view kFormat = "member-run";
constexpr std::uint32_t kVersion = 1;

/// Rows in another order; zeros where there is none.
template <class Index>
std::optional<Embedding> rowsOf(const std::optional<Embedding> &from, const std::vector<Index> &rows, Index none)
{
    if (!from)
        return {};
    Embedding to{.rows = static_cast<std::uint32_t>(rows.size()), .size = from->size, .values = {}};
    to.values.resize(rows.size() * std::size_t(from->size));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r] != none && rows[r].value < from->rows)
            std::ranges::copy(from->row(rows[r].value),
                              to.values.begin() + static_cast<std::ptrdiff_t>(r * std::size_t(to.size)));
    }
    return to;
}

/// Whether each is a row of `count`, or none, and no two are the same.
bool areRows(const std::vector<ItemIndex> &items, std::uint32_t count)
{
    std::vector<ItemIndex> rows;
    std::ranges::copy_if(items, std::back_inserter(rows), [](ItemIndex item) { return item != kNoItem; });
    std::ranges::sort(rows);
    return std::ranges::adjacent_find(rows) == rows.end() && (rows.empty() || rows.back().value < count);
}

/// One state within another, and in that one another: nobody who made them went deeper than this.
class Nesting
{
public:
    explicit Nesting(const SnapshotReader &in)
    {
        constexpr int kDeepest = 8;
        in.check(t_depth < kDeepest);
        ++t_depth;
    }
    ~Nesting() { --t_depth; }
    Nesting(const Nesting &) = delete;
    Nesting &operator=(const Nesting &) = delete;

private:
    static thread_local int t_depth;
};
thread_local int Nesting::t_depth = 0;

} // namespace

/// A request in the member's indexes with what it refers to.
struct MemberRun::Translated
{
    std::optional<UserIndex> user;
    std::vector<Visit> history;
    std::vector<ItemIndex> hidden;
    std::vector<ItemIndex> candidates;
    std::vector<float> values;
    Request request() const { return {user, history, hidden, candidates, values}; }
};

MemberRun::MemberRun(std::string id, QJsonObject parameters, std::shared_ptr<const Recommender> recommender,
                     MemberIndexes indexes)
    : m_id(std::move(id)), m_parameters(std::move(parameters)), m_recommender(std::move(recommender)),
      m_indexes(std::move(indexes))
{
    invert();
}

void MemberRun::invert()
{
    m_fromMember.assign(m_indexes.memberItems, kNoItem);
    m_common.clear();
    for (std::size_t i = 0; i < m_indexes.items.size(); ++i) {
        if (const auto item = m_indexes.items[i]; item != kNoItem) {
            m_fromMember[item.value] = ItemIndex(i);
            m_common.push_back(item);
        }
    }
    std::ranges::sort(m_common);
    m_isForeign = m_common.empty() && !m_fromMember.empty();
    if (m_common.size() == m_fromMember.size())
        m_common.clear();
}

void MemberRun::fit(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &)
{
    throw Error("run.fixed", QT_TRANSLATE_NOOP("Error", "A kept run cannot be changed through another one."));
}

std::vector<ItemIndex> MemberRun::memberItems(std::span<const ItemIndex> items) const
{
    const auto member = [&](ItemIndex item) { return m_indexes.items[item.value]; };
    return mappedWhere<std::vector<ItemIndex>>(
        items, [&](ItemIndex item) { return member(item) != kNoItem; }, member);
}

MemberRun::Translated MemberRun::translated(const Request &request) const
{
    Translated result;
    if (request.user && request.user->value < m_indexes.users.size() && m_indexes.users[request.user->value] != kNoUser)
        result.user = m_indexes.users[request.user->value];
    result.hidden = memberItems(request.hidden);
    result.candidates = memberItems(request.candidates);
    std::ranges::sort(result.candidates); // rows have another order there
    for (std::size_t v = 0; v < request.history.size(); ++v) {
        const auto &visit = request.history[v];
        const auto item = m_indexes.items[visit.item.value];
        const int kind = visit.kind < m_indexes.kinds.size() ? m_indexes.kinds[visit.kind] : -1;
        if (item == kNoItem)
            continue;
        if (kind < 0) {
            result.hidden.push_back(item);
            continue;
        }
        auto own = visit;
        own.item = item;
        own.kind = static_cast<std::uint8_t>(kind);
        result.history.push_back(own);
        if (!request.values.empty())
            result.values.push_back(request.values[v]);
    }
    sortUnique(result.hidden);
    return result;
}

std::vector<RankedList> MemberRun::rank(std::span<const Request> requests, const RankOptions &options) const
{
    std::vector<RankedList> lists(requests.size());
    if (m_isForeign)
        return lists;
    std::vector<Translated> translations;
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < requests.size(); ++p) {
        auto translation = translated(requests[p]);
        if (translation.candidates.empty() && !requests[p].candidates.empty())
            continue; // the member knows none of those that may be offered
        translations.push_back(std::move(translation));
        places.push_back(p);
    }
    std::vector<Request> own;
    for (const auto &translation : translations) {
        own.push_back(translation.request());
        if (translation.candidates.empty())
            own.back().candidates = m_common;
    }
    auto ranked = m_recommender->rank(own, options);
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (auto &entry : ranked[i])
            entry.item = m_fromMember[entry.item.value];
        lists[places[i]] = std::move(ranked[i]);
    }
    return lists;
}

std::vector<float> MemberRun::score(const Request &request, std::span<const ItemIndex> items) const
{
    const auto translation = translated(request);
    const auto known = m_recommender->score(translation.request(), memberItems(items));
    std::vector<float> scores;
    std::size_t next = 0;
    for (const auto item : items)
        scores.push_back(m_indexes.items[item.value] == kNoItem ? -std::numeric_limits<float>::infinity()
                                                                : known[next++]);
    return scores;
}

std::optional<Embedding> MemberRun::itemEmbedding() const
{
    return rowsOf(itemEmbeddingOf(*m_recommender), m_indexes.items, kNoItem);
}

std::optional<Embedding> MemberRun::userEmbedding() const
{
    return rowsOf(userEmbeddingOf(*m_recommender), m_indexes.users, kNoUser);
}

std::vector<Reason> MemberRun::explain(const Request &request, ItemIndex item) const
{
    if (m_indexes.items[item.value] == kNoItem)
        return {};
    const auto translation = translated(request);
    auto reasons = reasonsOf(*m_recommender, translation.request(), m_indexes.items[item.value]);
    for (auto &reason : reasons) {
        if (reason.because != kNoItem)
            reason.because = m_fromMember[reason.because.value];
    }
    return reasons;
}

ColdStart MemberRun::basis(const Request &request) const
{
    return m_recommender->basis(translated(request).request());
}

void MemberRun::save(QIODevice &device) const
{
    SnapshotWriter out(device, kFormat, kVersion);
    writeText(out, m_id);
    writeText(out, QJsonDocument(m_parameters).toJson(QJsonDocument::Compact).toStdString());
    out.array(m_indexes.items);
    out.array(m_indexes.users);
    out.array(m_indexes.kinds);
    out.value(m_indexes.memberItems);
    writeNested(out, *m_recommender);
}

void MemberRun::load(QIODevice &device)
{
    SnapshotReader in(device, kFormat, kVersion);
    MemberRun next;
    next.m_id = readText(in);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(readText(in)));
    in.check(json.isObject());
    next.m_parameters = json.object();
    next.m_indexes.items = in.array<ItemIndex>();
    next.m_indexes.users = in.array<UserIndex>();
    next.m_indexes.kinds = in.array<std::int32_t>();
    next.m_indexes.memberItems = in.value<std::uint32_t>();
    in.check(areRows(next.m_indexes.items, next.m_indexes.memberItems));
    auto recommender = makeRecommender(next.m_id, keptParameters(next.m_id, next.m_parameters));
    readNested(in, *recommender);
    in.check(itemsOf(*recommender) == next.m_indexes.memberItems);
    next.m_recommender = std::move(recommender);
    next.invert();
    *this = std::move(next);
}

std::uint32_t itemsOf(const Recommender &recommender)
{
    if (const auto *member = dynamic_cast<const MemberRun *>(&recommender))
        return member->itemCount();
    const auto *listing = dynamic_cast<const CatalogueRecommender *>(&recommender);
    return listing ? listing->catalogue().size() : 0;
}

void writeText(SnapshotWriter &out, std::string_view text)
{
    out.array(std::vector<char>(text.begin(), text.end()));
}

std::string readText(SnapshotReader &in)
{
    const auto characters = in.array<char>();
    return {characters.begin(), characters.end()};
}

void writeNested(SnapshotWriter &out, const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    writeText(out, std::string_view(buffer.data().constData(), static_cast<std::size_t>(buffer.data().size())));
}

void readNested(SnapshotReader &in, Recommender &recommender)
{
    const Nesting deeper(in);
    const auto bytes = in.array<char>();
    auto view = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&view);
    buffer.open(QIODevice::ReadOnly);
    recommender.load(buffer);
}

} // namespace aisle
