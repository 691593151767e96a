#pragma once
#include "core/recommend/recommender.h"
#include "core/runs/runstore.h"

#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// A run that was trained before, ready to list: its recommender and the ids of every row it has. Dense indexes change
/// with every import; a kept run speaks in ids. RunShelf loads it.
class KeptRun
{
public:
    /// @param items, users  ascending: row i of the recommender
    KeptRun(RunRecord record, std::unique_ptr<Recommender> recommender, std::vector<ItemId> items,
            std::vector<UserId> users);

    /// Writes ids and recommender.
    static void save(QIODevice &out, const Recommender &recommender, const std::vector<ItemId> &items,
                     const std::vector<UserId> &users);
    /// What save() wrote. @throws Error snapshot.damaged
    static std::unique_ptr<KeptRun> read(RunRecord record, QIODevice &in);

    const RunRecord &record() const { return m_record; }
    const Recommender &recommender() const { return *m_recommender; }
    std::unique_ptr<Recommender> takeRecommender() { return std::move(m_recommender); } ///< nothing else after it
    std::optional<ItemIndex> index(ItemId id) const;
    std::optional<UserIndex> index(UserId id) const;
    ItemId id(ItemIndex index) const { return m_items[index.value]; }
    UserId id(UserIndex index) const { return m_users[index.value]; }
    const std::vector<ItemId> &items() const { return m_items; }
    const std::vector<UserId> &users() const { return m_users; }
    std::int64_t bytes() const; ///< in memory, about

private:
    RunRecord m_record;
    std::unique_ptr<Recommender> m_recommender;
    std::vector<ItemId> m_items; ///< ascending
    std::vector<UserId> m_users; ///< ascending
};

/// Whoever can give kept runs to a fit that builds upon them.
class RunSource
{
public:
    virtual ~RunSource() = default;
    /// @throws Error run.unknown, run.unfinished, run.no-snapshot, snapshot.damaged
    virtual std::shared_ptr<const KeptRun> get(RunId id, JobContext &job) = 0;
};

} // namespace aisle
