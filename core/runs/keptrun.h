#pragma once
#include "core/recommend/recommender.h"
#include "core/storage/runstore.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace aisle {

class DatasetCache;
class Project;

/// A run that was trained before, ready to list: its recommender and the ids of every row it has. Dense indexes change
/// with every import; a kept run speaks in ids.
class KeptRun
{
public:
    /// Reads the snapshot; a run that is kept as its recipe only is fitted again on the data as it is now (the job's
    /// note says when that data has changed). @throws Error run.unknown, run.unfinished, run.no-snapshot,
    ///     snapshot.damaged
    static std::shared_ptr<const KeptRun> load(const Project &project, RunId id, JobContext &job,
                                               DatasetCache *cache = nullptr);
    /// The same for the caller alone, who may take the recommender.
    static std::unique_ptr<KeptRun> loadOwn(const Project &project, RunId id, JobContext &job,
                                            DatasetCache *cache = nullptr);

    /// Writes ids and recommender.
    static void save(QIODevice &out, const Recommender &recommender, const std::vector<ItemId> &items,
                     const std::vector<UserId> &users);

    const RunRecord &record() const { return m_record; }
    const Recommender &recommender() const { return *m_recommender; }
    std::unique_ptr<Recommender> takeRecommender() { return std::move(m_recommender); } ///< nothing else after it
    std::optional<ItemIndex> index(ItemId id) const;
    std::optional<UserIndex> index(UserId id) const;
    ItemId id(ItemIndex index) const { return m_items[index.value]; }
    UserId id(UserIndex index) const { return m_users[index.value]; }
    const std::vector<ItemId> &items() const { return m_items; }
    const std::vector<UserId> &users() const { return m_users; }

private:
    KeptRun() = default;
    void read(QIODevice &in);
    void fitAgain(const Project &project, JobContext &job, DatasetCache *cache);

    RunRecord m_record;
    std::unique_ptr<Recommender> m_recommender;
    std::vector<ItemId> m_items; ///< ascending
    std::vector<UserId> m_users; ///< ascending
};

} // namespace aisle
