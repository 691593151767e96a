#pragma once
#include "core/storage/project.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aisle {

class JobContext;

/// How relevant somebody found a product to a query.
struct Judgement
{
    std::string query;
    std::string item;  ///< key, whether the project has it or not
    std::string rater; ///< empty: nobody is named
    double grade = 0;  ///< 0: not relevant; not below
};

/// Queries and what people found relevant to them.
class JudgementStore
{
public:
    struct Written
    {
        std::int64_t added = 0, changed = 0; ///< another grade than before; what says the same is neither
    };

    explicit JudgementStore(const Project &project) : m_project(project) {}
    /// By query (as they came first), product and rater.
    std::vector<Judgement> all() const;
    /// What the same rater said before of the same is replaced. In one transaction.
    Written write(std::span<const Judgement> judgements, JobContext &job);
    void clear();

private:
    const Project &m_project;
};

} // namespace aisle
