#pragma once
#include "core/numeric/snapshotstream.h"
#include "core/recommend/abilities.h"

#include <QJsonObject>

namespace aisle {

/// Where the rows of one training set are in the one that a recommender was fitted on.
struct MemberIndexes
{
    std::vector<ItemIndex> items; ///< [items here]; kNoItem where the member does not know it
    std::vector<UserIndex> users; ///< [users here]; kNoUser where no learnt row may be used
    std::vector<std::int32_t>
        kinds;                     ///< [kinds here] position in the member's own; -1: the member does not learn from it
    std::uint32_t memberItems = 0; ///< how many products the member has
};

/// A fitted recommender that speaks in the dense indexes of another training set: what MemberRuns::open gives to
/// recommenders built upon runs, and what they keep inside their own snapshot. A product that the member does not know
/// is never ranked and scores minus infinity; events that it would not have learnt from do not count as history, but
/// their products stay masked. Thread-safe.
class MemberRun : public Recommender, public Embeds, public Explains
{
public:
    MemberRun() = default; ///< to load() into
    /// @param id          of the registry, with complete `parameters`
    /// @param recommender fitted; may share the life of what it came from
    MemberRun(std::string id, QJsonObject parameters, std::shared_ptr<const Recommender> recommender,
              MemberIndexes indexes);

    const std::string &id() const { return m_id; }
    const Recommender &recommender() const { return *m_recommender; }
    std::uint32_t itemCount() const { return static_cast<std::uint32_t>(m_indexes.items.size()); }

    void fit(const Ingredients &, const FitOptions &, const FitHooks &,
             JobContext &) override; ///< @throws Error run.fixed
    std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &options) const override;
    std::vector<float> score(const Request &request, std::span<const ItemIndex> items) const override;
    Traits traits() const override { return m_recommender->traits(); }
    std::optional<Embedding> itemEmbedding() const override;
    std::optional<Embedding> userEmbedding() const override;
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    ColdStart basis(const Request &request) const override;
    ResourceEstimate estimate(const DatasetShape &shape) const override { return m_recommender->estimate(shape); }
    double scoreCost() const override { return m_recommender->scoreCost(); }
    std::int64_t parameterCount() const override { return m_recommender->parameterCount(); }
    void save(QIODevice &out) const override; ///< id, parameters, indexes and the member's own snapshot
    void load(QIODevice &in) override;

private:
    struct Translated;
    Translated translated(const Request &request) const;
    std::vector<ItemIndex> memberItems(std::span<const ItemIndex> items) const; ///< those it knows, in the same order
    void invert();

    std::string m_id;
    QJsonObject m_parameters;
    std::shared_ptr<const Recommender> m_recommender;
    MemberIndexes m_indexes;
    std::vector<ItemIndex> m_fromMember; ///< [memberItems]; kNoItem where it is not here
    std::vector<ItemIndex> m_common;     ///< of the member, sorted, when it has products that are not here; else empty
    bool m_isForeign = false;            ///< it has products, and none of them is here
};

/// How many products a recommender ranks.
std::uint32_t itemsOf(const Recommender &recommender);

/// A whole snapshot inside another one.
void writeNested(SnapshotWriter &out, const Recommender &recommender);
/// @throws as Recommender::load()
void readNested(SnapshotReader &in, Recommender &recommender);
void writeText(SnapshotWriter &out, std::string_view text);
std::string readText(SnapshotReader &in);

} // namespace aisle
